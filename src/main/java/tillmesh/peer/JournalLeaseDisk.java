package tillmesh.peer;

import tillmesh.journal.FactRow;
import tillmesh.journal.FactRows;
import tillmesh.journal.PromiseRow;
import tillmesh.lease.Ballot;
import tillmesh.lease.Fact;
import tillmesh.lease.FactText;

/** The register's memory in the journal of this lane: in the transaction of the burst that runs. Loop thread only. */
public final class JournalLeaseDisk implements LeaseDisk {
    private final FactRows rows;

    /** @param rows of the journal that the burst is written into */
    public JournalLeaseDisk(FactRows rows) {
        this.rows = rows;
    }

    @Override
    public Kept read() {
        PromiseRow promise = rows.promise();
        Ballot promised = promise.ballot().isEmpty() ? Ballot.NONE : Ballot.parse(promise.ballot());
        return new Kept(
                promised,
                promise.whole(),
                rows.facts().stream()
                        .map(row -> FactText.parse(row.kind(), row.version(), row.body()))
                        .toList());
    }

    @Override
    public void promised(Ballot ballot) {
        rows.promise(new PromiseRow(ballot.hex(), rows.promise().whole()));
    }

    @Override
    public void whole() {
        rows.promise(new PromiseRow(rows.promise().ballot(), true));
    }

    @Override
    public void put(Fact fact) {
        rows.put(new FactRow(fact.key(), FactText.kind(fact), fact.version().hex(), FactText.of(fact)));
    }

    @Override
    public void drop(String key) {
        rows.drop(key);
    }
}
