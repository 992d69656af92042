package tillmesh.sim;

import tillmesh.loop.Ledger;

/** Says that it has committed, and has thrown everything away. For {@link Sabotage} only. */
record BrokenLedger(Ledger real) implements Ledger {
    @Override
    public void mark() {
        real.mark();
    }

    @Override
    public void takeBack() {
        real.takeBack();
    }

    @Override
    public void commit() {
        real.rollback();
    }

    @Override
    public void rollback() {
        real.rollback();
    }
}
