package tillmesh.sim;

import tillmesh.journal.Journal;
import tillmesh.loop.Ledger;

/** The journal as the loop sees it, with the places at which the power can fail and commits that the disk refuses. */
final class SimLedger implements Ledger {
    private final Journal journal;
    private final Power power;
    private final SimDisk disk;
    private final Weather weather;
    private long committed;

    SimLedger(Journal journal, Power power, SimDisk disk, Weather weather) {
        this.journal = journal;
        this.power = power;
        this.disk = disk;
        this.weather = weather;
    }

    /** The number of the last entry of this life whose commit has returned, 0 when there is none. */
    long committed() {
        return committed;
    }

    private boolean written() {
        return journal.lastSeq() > committed;
    }

    @Override
    public void mark() {
        if (written()) {
            power.at(Ending.CUT_MID_BURST);
        }
        journal.mark();
    }

    @Override
    public void takeBack() {
        journal.takeBack();
    }

    @Override
    public void commit() {
        boolean written = written();
        if (written && power.fails(Ending.CUT_IN_COMMIT)) {
            disk.tear(journal::commit);
            throw new PowerCut(Ending.CUT_IN_COMMIT);
        }
        weather.beforeCommit();
        journal.commit();
        committed = journal.lastSeq();
        weather.committed(written);
        if (written) {
            power.at(Ending.CUT_BEFORE_EFFECTS);
        }
    }

    @Override
    public void rollback() {
        journal.rollback();
    }
}
