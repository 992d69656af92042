package tillmesh.desk;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Refusal;
import tillmesh.journal.Journal;
import tillmesh.journal.OpRow;
import tillmesh.protocol.Notice;

/** What an administrator may do about the shop's registers; screens have messages of their own. Loop thread, within a note. */
public final class RegisterBook {
    /** Stands for an administrator where a screen would stand. */
    private static final String WHO = "administrator";

    private final Registers registers;
    private final Journal journal;
    private final Rooms rooms;
    private final Surroundings around;

    /** @param desk whose lane it is */
    public RegisterBook(Surroundings around, Journal journal, Desk desk) {
        this.around = around;
        this.journal = journal;
        this.rooms = desk.rooms();
        this.registers = rooms.registers();
    }

    /** What came of it. @param refusal null when it was done @param entry the entry that says so */
    public record Done(@Nullable Refusal refusal, String entry) {}

    /** {@code GET /registers}. */
    public List<Notice.Registers.Register> all() {
        return registers.all().registers();
    }

    /** Makes a register. @param opId the asker's name for it: asked again under the same it is not made again; null for none */
    public Done make(String name, boolean cash, @Nullable String opId) {
        Optional<OpRow> before =
                opId == null ? Optional.empty() : journal.shop().op(WHO, opId);
        return before.isPresent()
                ? new Done(null, entry(before.get().entry()))
                : done("MakeRegister", opId, registers.make(name, cash, WHO, opId));
    }

    /** Has one tried again that was set aside. @param key as {@link #all} names it */
    public Done retry(String key) {
        return done("RetryRegister", null, registers.retry(key, WHO, null));
    }

    private Done done(String kind, @Nullable String opId, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return new Done(refused.refusal(), "");
        }
        Long entry = outcome instanceof Outcome.Done made && made.entry() != null
                ? made.entry().id()
                : null;
        if (opId != null) {
            journal.shop().putOp(new OpRow(WHO, opId, around.wall().millis(), kind, entry, null));
        }
        rooms.watchers().soon();
        return new Done(null, entry(entry));
    }

    private String entry(@Nullable Long number) {
        return number == null ? "" : journal.entries().idOf(number).toString();
    }
}
