package tillmesh.journal;

import java.util.List;
import java.util.Optional;

/**
 * What lanes keep in common about leases, and what this one promised. Loop thread only; every write belongs to the note that
 * runs. A disk that does not take a write throws a {@link tillmesh.fault.Fault}.
 */
public final class FactRows {
    private final FactMapper mapper;
    private final Writes writes;

    FactRows(FactMapper mapper, Writes writes) {
        this.mapper = mapper;
        this.writes = writes;
    }

    /** All facts, in no order. */
    public List<FactRow> facts() {
        return SqlTrouble.asked(
                "reading what lanes keep in common",
                () -> mapper.facts().stream().map(FactRow.Row::checked).toList());
    }

    /** Stores a fact over what stood under its key. */
    public void put(FactRow fact) {
        writes.run("writing what lanes keep in common", () -> mapper.put(fact, fact.seal()));
    }

    /** Forgets a fact. */
    public void drop(String key) {
        writes.run("writing what lanes keep in common", () -> mapper.drop(key));
    }

    /** What this disk promised. */
    public PromiseRow promise() {
        return SqlTrouble.asked(
                "reading a promise",
                () -> Optional.ofNullable(mapper.promise())
                        .map(PromiseRow.Row::checked)
                        .orElse(PromiseRow.NONE));
    }

    /** Promises. */
    public void promise(PromiseRow promise) {
        writes.run("writing a promise", () -> mapper.putPromise(promise, promise.seal()));
    }
}
