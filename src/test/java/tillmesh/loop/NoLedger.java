package tillmesh.loop;

/** Keeps nothing, for a test of what runs on a loop and not of what is written. */
public final class NoLedger implements Ledger {
    @Override
    public void mark() {}

    @Override
    public void takeBack() {}

    @Override
    public void commit() {}

    @Override
    public void rollback() {}
}
