package tillmesh.cloud;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import tillmesh.desk.Projections;
import tillmesh.entry.Draft;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.JournalLimits;
import tillmesh.loop.Ledger;
import tillmesh.peer.Alone;
import tillmesh.peer.Arrivals;
import tillmesh.peer.Mesh;
import tillmesh.peer.Neighbours;
import tillmesh.peer.PeerId;
import tillmesh.peer.PeerRoom;
import tillmesh.peer.ShopCard;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

/** A lane without others, its real journal, and clouds to bring it to. */
public final class OneLane implements AutoCloseable, CloudListener, Arrivals {
    static final CloudRules AT_ONCE = new CloudRules(Duration.ZERO, Duration.ofSeconds(60));

    /** Its journal. */
    public final Journal journal;

    final TurnedLoop loop;
    final List<String> told = new ArrayList<>();
    Uploader uploader;
    private final Mesh mesh;
    private final Dice dice = new Dice(1);
    /** Whether the disk takes nothing. */
    boolean failing;

    OneLane(Path dir) {
        this(dir, new Dice(7));
    }

    /** @param life dice of this life: another one draws another incarnation */
    OneLane(Path dir, Dice life) {
        InstantSource wall = () -> Instant.parse("2026-11-21T08:00:00Z");
        JournalLimits limits = new JournalLimits(1L << 30, 1L << 20, 0, 0, Duration.ofDays(30));
        journal = Journal.open(DataFolder.open(dir), new LaneId("L1"), limits, wall, life);
        loop = new TurnedLoop(new Refusing());
        PeerId self = new PeerId(journal.stream().origin(), journal.stream().incarnation());
        ShopCard card = new ShopCard("S1", "");
        Neighbours neighbours = new Neighbours(loop, self, () -> card.hello(journal.storeId()), told::add);
        mesh = new Mesh(new PeerRoom(loop, wall, journal, new Alone()), neighbours, this);
    }

    /** Brings everything to these clouds from now on. */
    void upload(CloudRules rules, Cloud... clouds) {
        List<String> names = Arrays.stream(clouds).map(Cloud::name).toList();
        loop.must(() -> journal.marks().require(names, 1));
        uploader = new Uploader(new CloudSite(loop, dice, journal, mesh, this, rules), Arrays.asList(clouds));
        uploader.begin();
        loop.settle();
    }

    ScriptedCloud cloud(String name) {
        return new ScriptedCloud(name, loop);
    }

    /** So many entries, each in a burst of its own. */
    List<EntryId> write(int count) {
        return write(count, i -> draft("{\"n\":" + i + "}"));
    }

    /** So many entries, and what they lead to. @param drafts what each says */
    public List<EntryId> write(int count, IntFunction<Draft> drafts) {
        List<EntryId> ids = new ArrayList<>();
        loop.must(() -> {
            Projections projections = new Projections(journal);
            for (int i = 0; i < count; i++) {
                Appended made = journal.append(drafts.apply(i));
                projections.project(made);
                ids.add(made.entry().id());
            }
        });
        loop.settle();
        return ids;
    }

    /** The time of its loop, in milliseconds. */
    public long millis() {
        return loop.millis();
    }

    static Draft draft(String payload) {
        return new Draft("event", null, null, 0, null, null, null, payload);
    }

    /** Lets ten seconds pass. */
    void pass() {
        loop.pass(10_000);
    }

    /** The journal, on a disk that refuses when it is told to. */
    private final class Refusing implements Ledger {
        @Override
        public void mark() {
            journal.mark();
        }

        @Override
        public void takeBack() {
            journal.takeBack();
        }

        @Override
        public void commit() {
            if (failing) {
                throw new Fault(Remedy.RETRY, "the disk is full", "");
            }
            journal.commit();
        }

        @Override
        public void rollback() {
            journal.rollback();
        }
    }

    long upto(String cloud) {
        return journal.marks().upstairs().upto(cloud, journal.stream());
    }

    @Override
    public void down(String cloud, String why) {
        told.add("down: " + why);
    }

    @Override
    public void up(String cloud) {
        told.add("up");
    }

    @Override
    public void stored(String cloud, EntryId entry) {
        told.add("stored: " + entry);
    }

    @Override
    public void aside(String cloud, EntryId entry, String reason) {
        told.add("Cloud " + cloud + " refuses entry " + entry + ": " + reason);
    }

    @Override
    public void arrived(Appended appended) {}

    @Override
    public void moved(Stream stream, long after, long upto) {}

    @Override
    public void relayed(String kind, String payload) {}

    @Override
    public void lanesChanged() {}

    @Override
    public void twin(PeerId other) {}

    @Override
    public void setback(Fault why) {}

    @Override
    public void alarm(String what) {
        told.add(what);
    }

    @Override
    public void close() {
        journal.close();
    }
}
