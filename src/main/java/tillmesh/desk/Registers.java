package tillmesh.desk;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.EntryId;
import tillmesh.entry.Topics;
import tillmesh.fault.Refusal.Code;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.RegisterRow;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Payloads;
import tillmesh.protocol.Request.MakeRegister;
import tillmesh.protocol.Request.RetryRegister;
import tillmesh.shop.Role;

/**
 * The registers (points of sale) of the shop: made here, written into the journal like a sale, and made in Odoo from there.
 * Loop thread only.
 */
final class Registers {
    private final Journal journal;

    Registers(Journal journal) {
        this.journal = journal;
    }

    Outcome make(Ask ask, MakeRegister request) {
        return mayNot(ask) ? notAllowed() : make(request.name(), request.cash(), ask.screen(), ask.opId());
    }

    Outcome retry(Ask ask, RetryRegister request) {
        return mayNot(ask) ? notAllowed() : retry(request.registerId(), ask.screen(), ask.opId());
    }

    private static boolean mayNot(Ask ask) {
        return ask.holder().role() != Role.MANAGER;
    }

    private static Outcome notAllowed() {
        return Outcome.refused(Code.NOT_ALLOWED, "Only a manager may make registers.");
    }

    /** @param screen who asks @param opId under which name */
    Outcome make(String asked, boolean cash, String screen, @Nullable String opId) {
        String name = asked.strip();
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            return Outcome.refused(Code.BAD_REQUEST, "A register needs a name that people can read.");
        }
        for (RegisterRow known : journal.registers().all()) {
            if (plain(String.valueOf(known.name())).equals(plain(name))) {
                return Outcome.refused(
                        Code.STALE_VERSION,
                        "A register " + known.name() + " is there already (" + known.key() + ", " + state(known)
                                + "). Choose another name.");
            }
        }
        return write(Topics.REGISTER_CREATED, name, Payloads.json(new Payloads.RegisterMade(name, cash)), screen, opId);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    /** @param screen who asks @param opId under which name */
    Outcome retry(String key, String screen, @Nullable String opId) {
        RegisterRow row = journal.registers().find(key).orElse(null);
        if (row == null || row.name() == null) {
            return Outcome.refused(Code.BAD_REQUEST, "There is no register " + key + ".");
        }
        if (row.state() != RegisterRow.State.SET_ASIDE) {
            return Outcome.refused(
                    Code.STALE_VERSION, "Register " + row.name() + " is not set aside: it is " + state(row) + ".");
        }
        String payload = Payloads.json(new Payloads.RegisterTried(row.round() + 1, 0, null));
        return write(Topics.REGISTER_AGAIN, key, payload, screen, opId);
    }

    private Outcome write(
            String topic, String subject, String payload, @Nullable String screen, @Nullable String opId) {
        Appended appended = journal.append(new Draft(topic, subject, null, 0, null, screen, opId, payload));
        project(appended);
        return Outcome.wrote(appended);
    }

    /** Odoo has it. */
    void pushed(RegisterRow row, long configId) {
        write(Topics.REGISTER_PUSHED, row.key(), Payloads.json(new Payloads.RegisterPushed(configId)), null, null);
    }

    /** Odoo refuses it. */
    void refused(RegisterRow row, String reason) {
        Payloads.RegisterTried tried = new Payloads.RegisterTried(row.round(), row.tries() + 1, reason);
        write(Topics.REGISTER_REFUSED, row.key(), Payloads.json(tried), null, null);
    }

    /** What Odoo lacks and may still be asked for, the oldest first. */
    List<RegisterRow> waiting() {
        return journal.registers().all().stream()
                .filter(row -> row.state() == RegisterRow.State.WAITING)
                .toList();
    }

    /** Applies an entry of a {@code register.} topic, of this lane or another. */
    void project(Appended appended) {
        Draft draft = appended.entry().draft();
        boolean created = draft.topic().equals(Topics.REGISTER_CREATED);
        EntryId id = appended.entry().id();
        String key = created ? id.toString() : Objects.requireNonNull(draft.subject());
        RegisterRow row = journal.registers().find(key).orElse(RegisterRow.unknown(key));
        journal.registers().put(applied(row, draft, appended.id()));
    }

    private static RegisterRow applied(RegisterRow row, Draft draft, long entry) {
        String payload = draft.payload();
        return switch (draft.topic()) {
            case Topics.REGISTER_CREATED -> {
                Payloads.RegisterMade made = Payloads.register(payload, Payloads.RegisterMade.class);
                yield row.made(made.name(), made.cash(), entry);
            }
            case Topics.REGISTER_PUSHED ->
                row.pushed(
                        Payloads.register(payload, Payloads.RegisterPushed.class)
                                .configId(),
                        entry);
            case Topics.REGISTER_REFUSED -> {
                Payloads.RegisterTried tried = Payloads.register(payload, Payloads.RegisterTried.class);
                yield row.refused(tried.round(), tried.tries(), String.valueOf(tried.reason()));
            }
            default ->
                row.again(
                        Payloads.register(payload, Payloads.RegisterTried.class).round());
        };
    }

    /** All of them, for screens and pages. */
    Notice.Registers all() {
        return new Notice.Registers(journal.registers().all().stream()
                .map(row -> new Notice.Registers.Register(
                        row.key(),
                        String.valueOf(row.name()),
                        row.cash(),
                        state(row),
                        row.configId(),
                        row.tries(),
                        row.reason()))
                .toList());
    }

    private static String state(RegisterRow row) {
        return row.state().name().toLowerCase(Locale.ROOT);
    }
}
