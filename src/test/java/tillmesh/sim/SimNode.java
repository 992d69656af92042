package tillmesh.sim;

import java.time.ZoneId;
import java.util.List;
import tillmesh.cloud.CloudSite;
import tillmesh.cloud.Uploader;
import tillmesh.desk.Counter;
import tillmesh.desk.Desk;
import tillmesh.desk.DeskRules;
import tillmesh.desk.NodeFacts;
import tillmesh.desk.Projections;
import tillmesh.desk.Rounds;
import tillmesh.desk.Surroundings;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.Journal;
import tillmesh.journal.JournalLimits;
import tillmesh.lease.CutOff;
import tillmesh.lease.LeasePolicy;
import tillmesh.lease.LeaseTimes;
import tillmesh.loop.Loop;
import tillmesh.peer.Alone;
import tillmesh.protocol.Problem;
import tillmesh.shop.LaneId;

/** One life of the node: the journal and the desk of production, opened as the real node opens them. */
final class SimNode {
    /** The lane of every shop-day. */
    static final LaneId LANE = new LaneId("L1");
    /** Its cloud. */
    static final String CLOUD = "cloud";

    /** A shop whose clocks change on the night of the simulated day. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private final Journal journal;
    private final SimLedger ledger;
    private final SimLoop loop;
    private final Desk desk;
    private final Counter counter;

    private SimNode(Journal journal, SimLedger ledger, SimLoop loop, Desk desk, Counter counter) {
        this.journal = journal;
        this.ledger = ledger;
        this.loop = loop;
        this.desk = desk;
        this.counter = counter;
    }

    /** Opens the disk and begins to listen. @throws Fault when the journal cannot be opened */
    static SimNode start(Stage stage, Place place, SimAudience audience, JournalLimits limits) {
        Dice dice = stage.dice().split();
        Journal journal = Journal.open(place.disk().folder(), place.lane(), limits, place.wall(), dice);
        SimLedger ledger = new SimLedger(journal, place.power(), place.disk(), place.weather());
        Sabotage sabotage = place.sabotage();
        SimLoop loop =
                new SimLoop(stage.agenda(), dice.split(), sabotage.ledger(ledger, journal), place.weather()::spoil);
        Loop seenLoop = sabotage.loop(loop);
        Surroundings around = new Surroundings(
                place.wall(),
                dice.split(),
                seenLoop,
                sabotage.audience(audience),
                new SimSignIn(stage),
                place.peers().get(),
                place.office());
        DeskRules rules =
                sabotage.rules(around.peers() instanceof Alone ? DeskRules.usual(ZONE) : sharing(place.named()));
        journal.rebuild(new Projections(journal));
        Desk desk = new Desk(around, journal, rules, new Facts(loop, stage.seen()));
        new Rounds(around, desk, journal).begin(rules);
        loop.must(() -> journal.marks().require(List.of(CLOUD), 1));
        if (!(around.peers() instanceof Alone)) {
            desk.mesh().open();
            SimCloud cloud = place.cloud();
            if (cloud != null) {
                CloudSite site = new CloudSite(
                        seenLoop, dice.split(), journal, desk.mesh(), cloud.log(place.lane()), cloud.rules());
                Uploader uploader = new Uploader(site, List.of(cloud.line(place.lane(), journal.stream())));
                desk.mesh()
                        .shared()
                        .ifPresent(register -> uploader.adopting(desk.mesh().neighbours(), register));
                uploader.begin();
            }
        }
        return new SimNode(journal, ledger, loop, desk, new Counter(seenLoop, desk));
    }

    private static DeskRules sharing(int named) {
        DeskRules usual = DeskRules.usual(ZONE);
        return new DeskRules(
                usual.orders(),
                usual.tables(),
                usual.tick(),
                usual.zone(),
                usual.shop(),
                new LeasePolicy(LeaseTimes.usual(), CutOff.PROVISIONAL, named));
    }

    Journal journal() {
        return journal;
    }

    SimLoop loop() {
        return loop;
    }

    Desk desk() {
        return desk;
    }

    Counter counter() {
        return counter;
    }

    Stream stream() {
        return journal.stream();
    }

    /** Number of the last entry of this life whose commit has returned, 0 when there is none. */
    long committed() {
        return ledger.committed();
    }

    /** Whether an entry of this life may be spoken of. */
    boolean committed(EntryId id) {
        return !id.stream().equals(stream()) || id.seq() <= committed();
    }

    /** The process is gone. Its files are closed only so that this one does not keep them open. */
    void die() {
        loop.die();
        journal.close();
    }

    /** Finishes what is queued and closes the files. */
    void stop() {
        loop.drain();
        die();
    }

    private record Facts(SimLoop loop, Sightings seen) implements NodeFacts {
        @Override
        public boolean reachable(String cloud) {
            return true;
        }

        @Override
        public String version() {
            return "0";
        }

        @Override
        public List<Problem> troubles() {
            return List.of();
        }

        @Override
        public List<Problem> worries() {
            return List.of();
        }

        @Override
        public void reached() {}

        @Override
        public int queued() {
            return loop.queued();
        }

        @Override
        public long notes() {
            return loop.notes();
        }

        @Override
        public void wantedAgain(String cloud, EntryId entry) {
            Violation.unless(false, "nobody asked for %s to be sent again", entry);
        }

        @Override
        public void mustEnd(Fault why) {
            Violation.unless(false, "the node ends: %s", why.sentence());
        }

        @Override
        public void alarm(String what) {
            // Lanes that began apart, or on wiped disks, may have founded two shops before they met.
            Violation.unless(what.startsWith("Two shops met"), "alarm: %s", what);
            seen.saw(Sighting.FOUNDED_APART);
            seen.saw(Sighting.SHOPS_MET);
        }

        @Override
        public void setback(Fault why) {
            Violation.unless(why.remedy() != Remedy.RESTART, "the node wants a restart: %s", why.sentence());
        }
    }
}
