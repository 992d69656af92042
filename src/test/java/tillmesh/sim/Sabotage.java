package tillmesh.sim;

import java.nio.file.Path;
import tillmesh.desk.Audience;
import tillmesh.desk.DeskRules;
import tillmesh.journal.Journal;
import tillmesh.loop.Ledger;
import tillmesh.loop.Loop;

/** Breaks one promise of the node on purpose, to see that a checker notices. */
interface Sabotage {
    /** Leaves everything as it is. */
    Sabotage NONE = new Sabotage() {};

    default Ledger ledger(Ledger real, Journal journal) {
        return real;
    }

    default Loop loop(Loop real) {
        return real;
    }

    default Audience audience(Audience real) {
        return real;
    }

    default DeskRules rules(DeskRules usual) {
        return usual;
    }

    /** Before the file is looked at, while the node runs. */
    default void disk(Path database) {}

    /** While no node runs. */
    default void darkDisk(SimDisk disk) {}
}
