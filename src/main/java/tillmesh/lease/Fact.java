package tillmesh.lease;

/** What the lanes of a shop keep in common, each on its own disk: one fact for each key, the newest version wins. */
public sealed interface Fact permits Claim, Session, Roster, Counter {
    /** What the fact is about; facts of different kinds never share a key. */
    String key();

    /** Which state of it this is. */
    Version version();

    /** The same state, proposed anew. */
    Fact as(Version version);
}
