package tillmesh.journal;

import java.util.List;
import java.util.Optional;

/**
 * The shop's registers. Loop thread only; every write belongs to the note that runs. What is read is checked against its
 * seal. A disk that does not take a write throws a {@link tillmesh.fault.Fault}.
 */
public final class RegisterRows {
    private final RegisterMapper mapper;
    private final Writes writes;

    RegisterRows(RegisterMapper mapper, Writes writes) {
        this.mapper = mapper;
        this.writes = writes;
    }

    /** One of them. @param key the name of the entry that made it */
    public Optional<RegisterRow> find(String key) {
        return SqlTrouble.asked(
                "reading a register",
                () -> Optional.ofNullable(mapper.find(key)).map(RegisterRow.Row::checked));
    }

    /** All that were made, the oldest here first. */
    public List<RegisterRow> all() {
        return SqlTrouble.asked(
                "reading the registers",
                () -> mapper.all().stream()
                        .map(RegisterRow.Row::checked)
                        .filter(row -> row.name() != null)
                        .toList());
    }

    /** Stores what is known of one. */
    public void put(RegisterRow row) {
        writes.run("writing the row of a register", () -> mapper.put(row, row.seal()));
    }
}
