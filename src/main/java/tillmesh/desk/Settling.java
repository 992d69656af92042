package tillmesh.desk;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.fault.Refusal.Code;
import tillmesh.journal.Branch;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.OrderHead;
import tillmesh.protocol.Notice.OrderUpdated;
import tillmesh.protocol.Request.Choice;
import tillmesh.protocol.Request.Resolve;

/**
 * Ends cases of Review. A manager says which of two versions goes on; that is written as one more version, made from both,
 * so that every lane takes the same from it whenever it comes there. Needs no lease: whoever edits the order meanwhile
 * hears CONFLICT, as with any other change. Loop thread only.
 */
final class Settling {
    private final Journal journal;
    private final Heads heads;
    private final Orders orders;
    private final Tables tables;
    private final Voice voice;

    Settling(Journal journal, Orders orders, Tables tables, Voice voice) {
        this.journal = journal;
        this.heads = new Heads(journal);
        this.orders = orders;
        this.tables = tables;
        this.voice = voice;
    }

    Outcome settle(Ask ask, Resolve request) {
        if (!ask.holder().role().maySettle()) {
            return Outcome.refused(Code.NOT_ALLOWED, "Only a manager may settle what was changed twice.");
        }
        Branch branch = branch(request.caseId());
        if (branch == null) {
            return Outcome.refused(
                    Code.STALE_VERSION,
                    "No such case is open on this lane: it was settled, or one of its versions was changed since.");
        }
        OrderHead head = journal.shop().order(branch.posReference()).orElseThrow();
        Entry kept = journal.entries().entry(head.entry());
        Entry other = journal.entries().entry(branch.entry());
        Entry chosen = request.choice() == Choice.THEIRS ? kept : other;
        if (head.paid() && !Projections.snapshot(chosen.draft()).paid()) {
            return Outcome.refused(
                    Code.ALREADY_PAID, "This order is paid; a version of it that is not paid cannot replace that.");
        }
        return write(ask, chosen.draft(), List.of(kept, other));
    }

    private @Nullable Branch branch(String caseId) {
        EntryId name;
        try {
            name = EntryId.parse(caseId);
        } catch (IllegalArgumentException noEntry) {
            return null;
        }
        Long number = journal.entries().numberOf(name);
        String ref =
                number == null ? null : journal.entries().entry(number).draft().subject();
        return ref == null
                ? null
                : journal.branches().of(ref).stream()
                        .filter(branch -> Objects.equals(branch.entry(), number))
                        .findFirst()
                        .orElse(null);
    }

    private Outcome write(Ask ask, Draft chosen, List<Entry> both) {
        String ref = String.valueOf(chosen.subject());
        Appended appended = journal.append(settled(chosen, both, ask.screen(), ask.opId()));
        Heads.Change change = heads.take(appended, false).get(0);
        orders.readAnew(ref);
        long version = change.after().version();
        // To the manager too, who chose a text but did not write it.
        voice.toAll(new OrderUpdated(ref, version, orders.snapshot(ref), ask.screen()));
        tables.follow(ask, change);
        return Outcome.wrote(appended, version);
    }

    /**
     * The version that settles two. Nothing in it but the screen and the operation depends on who settles where, so that two
     * who settle alike write twins. The topic too is that of the chosen one: it may be all that says that the order is paid.
     */
    static Draft settled(Draft chosen, List<Entry> both, String screen, @Nullable String opId) {
        long number =
                1 + both.stream().mapToLong(entry -> entry.draft().version()).sum();
        String base = both.stream().map(entry -> entry.id().toString()).sorted().collect(Collectors.joining(" "));
        return new Draft(chosen.topic(), chosen.subject(), null, number, base, screen, opId, chosen.payload());
    }
}
