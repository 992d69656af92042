package tillmesh.peer;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.JournalLimits;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;
import tillmesh.time.Stamp;

/** One lane's replicator over a real journal, on a {@link PaperNet}. */
final class PaperCopies implements AutoCloseable {
    private static final InstantSource NOON = () -> Instant.parse("2026-11-21T12:00:00Z");

    private final Journal journal;
    private final MeshLoop loop;
    private final Neighbours neighbours;
    private final Replicator replicator;
    private final int newest;

    /** How a message leaves. */
    interface Way {
        boolean send(PeerId from, PeerId to, PeerMessage message);
    }

    PaperCopies(Path dir, String name, int newest, Way way) {
        this.newest = newest;
        journal = Journal.open(
                DataFolder.open(dir.resolve(name)),
                new LaneId(name),
                JournalLimits.USUAL,
                NOON,
                new Dice(name.hashCode()));
        loop = new MeshLoop(journal, () -> 1_000);
        neighbours = new Neighbours(loop, id(), this::hello, alarm -> {
            throw new AssertionError(alarm);
        });
        Peers peers = new Peers() {
            @Override
            public void open(Listener listener) {}

            @Override
            public boolean send(PeerId to, PeerMessage message) {
                return way.send(id(), to, message);
            }

            @Override
            public void close() {}
        };
        replicator = new Replicator(new PeerRoom(loop, NOON, journal, peers), neighbours, new Calm());
    }

    PeerId id() {
        return new PeerId(journal.stream().origin(), journal.stream().incarnation());
    }

    private Hello hello() {
        return new Hello("S1", journal.storeId(), Neighbours.PROTOCOL_BEFORE, newest, false, "");
    }

    void viewed(List<PeerId> members) {
        loop.run(() -> neighbours.viewed(new PeerView(1, members)));
    }

    void meets(PaperCopies other) {
        loop.run(() -> {
            neighbours.greeted(other.id(), other.hello());
            replicator.met(other.id(), other.hello());
        });
    }

    void hear(PeerId from, CopyMessage message) {
        loop.run(() -> replicator.heard(from, message));
    }

    void tick() {
        loop.run(() -> replicator.tick(true));
    }

    void write(String payload) {
        loop.run(() ->
                replicator.appended(journal.append(new Draft("event", null, null, 0, null, null, null, payload))));
    }

    /** Has entries of another life from somewhere. */
    void keep(List<Entry> entries) {
        loop.run(() -> entries.forEach(journal.copies()::keep));
    }

    /** Takes it for true that another lane's disk has a life up to a number. */
    void believes(PaperCopies other, Stream stream, long upto) {
        loop.run(() -> journal.marks()
                .peers()
                .kept(other.journal.storeId(), other.id().lane().name(), new EntryId(stream, upto), 0));
    }

    long upto(Stream stream) {
        return journal.copies().upto(stream);
    }

    /** The first entries of a life. */
    static List<Entry> entries(Stream stream, int count) {
        List<Entry> entries = new ArrayList<>();
        Hash before = Hash.ZERO;
        for (int seq = 1; seq <= count; seq++) {
            Draft draft = new Draft("event", null, null, 0, null, null, null, "{\"n\":" + seq + "}");
            Entry entry = Entry.chained(new EntryId(stream, seq), new Stamp(seq, 0, stream.origin()), draft, before);
            entries.add(entry);
            before = entry.hash();
        }
        return entries;
    }

    @Override
    public void close() {
        journal.close();
    }

    /** Nobody needs to be told. */
    private static final class Calm implements Arrivals {
        @Override
        public void arrived(Appended appended) {}

        @Override
        public void moved(Stream stream, long after, long upto) {}

        @Override
        public void lanesChanged() {}

        @Override
        public void relayed(String kind, String payload) {}

        @Override
        public void twin(PeerId other) {
            throw new AssertionError(other);
        }

        @Override
        public void setback(Fault why) {
            throw new AssertionError(why);
        }

        @Override
        public void alarm(String what) {
            throw new AssertionError(what);
        }
    }
}
