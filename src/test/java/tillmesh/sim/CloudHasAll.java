package tillmesh.sim;

import java.util.List;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.journal.Copies.Held;
import tillmesh.journal.Journal;
import tillmesh.journal.Upstairs;

/**
 * What a lane says of the cloud is so: behind a mark everything is in the cloud or set aside, and only what the cloud cannot
 * store is set aside. At the end the cloud has everything that a lane has, and every lane knows.
 */
final class CloudHasAll {
    private final FarLedger ledger;

    CloudHasAll(FarLedger ledger) {
        this.ledger = ledger;
    }

    /** At any moment. */
    void look(MeshLane lane) {
        SimNode node = lane.node();
        if (node == null) {
            return;
        }
        Upstairs upstairs = node.journal().marks().upstairs();
        for (Upstairs.OneCloud cloud : upstairs.all()) {
            cloud.upto().forEach((stream, upto) -> behind(lane, upstairs, stream, upto));
            cloud.refused()
                    .forEach((stream, refused) -> refused.forEach(one -> Violation.unless(
                            ledger.poisoned(new EntryId(stream, one.seq())),
                            "cloud: %s set aside %s-%d, which can be stored",
                            lane.lane(),
                            stream,
                            one.seq())));
        }
    }

    private void behind(MeshLane lane, Upstairs upstairs, Stream stream, long upto) {
        for (long seq = 1; seq <= upto; seq++) {
            EntryId id = new EntryId(stream, seq);
            Violation.unless(
                    ledger.has(id) || upstairs.refuses(SimNode.CLOUD, id),
                    "cloud: %s says that %s is stored up to %d, and %s is not",
                    lane.lane(),
                    stream,
                    upto,
                    id);
        }
    }

    /** When all has been well for a while. @param lanes those that are there */
    void end(List<MeshLane> lanes) {
        for (MeshLane lane : lanes) {
            look(lane);
            Journal journal = java.util.Objects.requireNonNull(lane.node()).journal();
            for (Held held : journal.copies().held(journal.stream(), journal.lastSeq())) {
                long upto = journal.marks().upstairs().upto(SimNode.CLOUD, held.stream());
                Violation.unless(
                        upto >= held.upto(),
                        "cloud: %s has %s up to %d, and the cloud up to %d",
                        lane.lane(),
                        held.stream(),
                        held.upto(),
                        upto);
            }
        }
    }
}
