package tillmesh.loop;

/**
 * What a burst is written into. Called by the loop thread only, always in this order: any number of marks, each kept or
 * taken back, then one commit or one rollback. Implementations may open the transaction at the first write.
 */
public interface Ledger {
    /** A note begins: remember this point. */
    void mark();

    /** The note since the last mark failed: undo what it wrote. @throws tillmesh.fault.Fault when even that fails */
    void takeBack();

    /** Makes everything kept since the last commit durable; returns after the flush. @throws tillmesh.fault.Fault when the disk refuses; then nothing was kept */
    void commit();

    /** Undoes everything since the last commit. Does not throw. */
    void rollback();
}
