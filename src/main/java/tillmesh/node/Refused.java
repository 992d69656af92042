package tillmesh.node;

import java.time.Instant;
import java.util.List;
import tillmesh.journal.Journal;
import tillmesh.journal.RegisterRow;
import tillmesh.journal.Upstairs;
import tillmesh.protocol.Problem;
import tillmesh.protocol.Problem.Severity;

/** What clouds and Odoo refuse and a person must decide about, as it stands in the journal. Loop thread only. */
final class Refused {
    private static final int ASIDE_COUNTED_MAX = 1_000;

    private final Journal journal;
    private final String openedAt;

    /** @param openedAt for what the journal tells no beginning of */
    Refused(Journal journal, String openedAt) {
        this.journal = journal;
        this.openedAt = openedAt;
    }

    /** Entries that clouds refuse, as one problem. */
    List<Problem> aside() {
        List<Upstairs.Open> open = journal.marks().upstairs().open(ASIDE_COUNTED_MAX);
        if (open.isEmpty()) {
            return List.of();
        }
        String many = open.size() == ASIDE_COUNTED_MAX ? " or more" : "";
        return List.of(Problem.of(
                        "set-aside",
                        Severity.WARNING,
                        "Clouds refuse " + open.size() + many + (open.size() == 1 ? " entry" : " entries")
                                + "; they are kept here, and younger ones go on.",
                        Instant.ofEpochMilli(open.get(0).atMillis()).toString(),
                        "tillmesh set-aside tells which and why, and sends them again or discards them.")
                .repairedAt("/set-aside/retry"));
    }

    /** Registers that Odoo refuses, one problem each. */
    List<Problem> registers() {
        return journal.registers().all().stream()
                .filter(row -> row.state() == RegisterRow.State.SET_ASIDE)
                .map(row -> Problem.of(
                                "register-refused",
                                Severity.WARNING,
                                "Odoo refuses register " + row.name() + ": " + row.reason(),
                                since(row),
                                "Put it right there, then: tillmesh register retry " + row.key())
                        .about(row.key())
                        .repairedAt("/registers/retry"))
                .toList();
    }

    // Since it was made: when it was refused the last time tells less.
    private String since(RegisterRow row) {
        Long made = row.made();
        return made == null
                ? openedAt
                : Instant.ofEpochMilli(journal.entries().entry(made).stamp().wallMillis())
                        .toString();
    }
}
