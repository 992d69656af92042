package tillmesh.journal;

import java.util.Optional;

/**
 * Whom the back office let in, by the hash of what they showed; at most {@link #MOST}, the ones who were let in longest ago
 * are forgotten first. No entries: this is this lane's own, and may be lost. Loop thread only; every write belongs to the note
 * that runs. A disk that does not take a write throws a {@link tillmesh.fault.Fault}.
 */
public final class Verified {
    /** More people than any shop has, each on several devices. */
    static final int MOST = 2_000;

    private final VerifiedMapper mapper;
    private final Writes writes;

    Verified(VerifiedMapper mapper, Writes writes) {
        this.mapper = mapper;
        this.writes = writes;
    }

    /** Who showed something with that hash. @param hash 64 hex digits */
    public Optional<VerifiedRow> find(String hash) {
        return SqlTrouble.asked(
                "looking for a sign-in",
                () -> Optional.ofNullable(mapper.find(hash)).map(VerifiedRow.Row::checked));
    }

    /** Remembers somebody; what is known already and newer stays. */
    public void put(VerifiedRow row) {
        writes.run("remembering a sign-in", () -> {
            mapper.put(row, row.seal());
            mapper.dropBeyond(MOST);
        });
    }

    /** Forgets who showed something with that hash. */
    public void drop(String hash) {
        writes.run("forgetting a sign-in", () -> mapper.drop(hash));
    }

    /** Forgets who was let in before then. @param millis wall clock */
    public void dropBefore(long millis) {
        writes.run("forgetting old sign-ins", () -> mapper.dropBefore(millis));
    }
}
