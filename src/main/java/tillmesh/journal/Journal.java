package tillmesh.journal;

import java.sql.Connection;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.ibatis.session.SqlSession;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.loop.Ledger;
import tillmesh.shop.LaneId;
import tillmesh.time.HybridClock;

/**
 * The journal of a lane: entries are appended, chained and flushed here, and projections are kept in the same transaction.
 * Loop thread only, except opening and closing. What an entry promises stands with {@link #append}.
 */
public final class Journal implements Ledger, AutoCloseable {
    private final Connection connection;
    private final SqlSession session;
    private final Pen pen;
    private final NoteWrites writes;
    private final Shelves shelves;
    private final DiskGuard disk;
    private final HeadMark headMark;
    private final HybridClock clock;
    private final Stream stream;
    private final long streamNumber;
    private final String story;
    private final Tidying tidying;
    private final Pruner pruner;
    private final DataFolder folder;
    /** How far the chain has come, and on which disk. */
    private record Head(long seq, Hash hash, long nextId, String storeId) {}

    private Consumer<Appended> onAppend = appended -> {};
    private Head head;
    private Head markedHead;
    private Head flushedHead;
    private long others;

    private Journal(Parts parts, DataFolder folder, JournalLimits limits) {
        Opening.Opened opened = parts.opened();
        JournalBirth birth = parts.birth();
        this.folder = folder;
        connection = opened.connection();
        session = opened.session();
        pen = new Pen(connection);
        disk = new DiskGuard(folder, limits);
        writes = new NoteWrites(pen, disk);
        headMark = parts.headMark();
        clock = birth.clock();
        stream = birth.stream();
        streamNumber = birth.streamNumber();
        story = opened.story();
        others = birth.others();
        head = new Head(0, birth.firstPrev(), birth.nextId(), opened.storeId());
        markedHead = head;
        flushedHead = head;
        shelves = new Shelves(session, writes, stream, clock, this::takeId);
        tidying = new Tidying(connection, folder, limits, disk);
        pruner = new Pruner(session, shelves.shop, shelves.marks, limits.keep());
    }

    /**
     * Opens the file of a lane, checks it, repairs it if it must, and begins a new incarnation. The caller holds the
     * folder's {@link FolderLock}.
     *
     * @throws Fault when the folder cannot be used; a damaged file is no such case, see {@link #story}
     */
    public static Journal open(
            DataFolder folder, LaneId lane, JournalLimits limits, InstantSource wall, RandomGenerator dice) {
        HeadMark headMark = new HeadMark(folder.headMark());
        Opening.Opened opened = null;
        try {
            opened = new Opening(folder, lane, limits, wall.millis()).open(headMark.read(), Opening.storeId(dice));
            JournalBirth birth = JournalBirth.of(opened, lane, wall, dice);
            new StoreMarker(opened.storeId(), birth.stream().incarnation()).write(folder.marker());
            headMark.begin(birth.stream().incarnation(), birth.others());
            return new Journal(new Parts(opened, birth, headMark), folder, limits);
        } catch (RuntimeException | Error e) {
            headMark.close();
            Opening.close(opened == null ? null : opened.connection());
            throw e;
        }
    }

    /** What opening found and made. */
    private record Parts(Opening.Opened opened, JournalBirth birth, HeadMark headMark) {}

    /**
     * Appends an entry: the next number of this incarnation, chained to the one before. It is on the disk when the burst's
     * commit returned, and not to be shown to anybody before.
     *
     * @throws Fault when the disk does not take it; then it never was
     */
    public Appended append(Draft draft) {
        disk.check();
        EntryId id = new EntryId(stream, head.seq() + 1);
        Entry entry = Entry.chained(id, clock.next(), draft, head.hash());
        EntryRow row = EntryRow.of(head.nextId(), streamNumber, entry);
        writes.run("append " + id, () -> shelves.mapper.insert(row.id(), row));
        Appended appended = new Appended(head.nextId(), entry);
        head = new Head(id.seq(), entry.hash(), head.nextId() + 1, head.storeId());
        onAppend.accept(appended);
        return appended;
    }

    /** Who is told of each entry that this lane writes, within the note that writes it. */
    public void onAppend(Consumer<Appended> told) {
        onAppend = told;
    }

    /** An entry and its local number, which orders entries of all lanes as they arrived here. */
    public record Appended(long id, Entry entry) {}

    /** Makes all projections anew from the entries, if the file was repaired and that was not done yet. Before the loop starts. */
    public void rebuild(Projection projection) {
        new Rebuilding(connection, this, shelves.store, writes).runIfWanted(projection);
    }

    /**
     * Empties the file: entries, projections, marks. Numbers go on, so none is used twice; to all others this is a new
     * disk. The caller made a copy before.
     *
     * @param freshStoreId 32 random hex digits
     */
    public void erase(String freshStoreId) {
        shelves.erasing();
        writes.run("erasing the journal", () -> {
            StoreRow row = Objects.requireNonNull(shelves.store.store()).row();
            StoreRow fresh = new StoreRow(freshStoreId, row.lane(), row.createdAt(), false);
            shelves.store.putStore(fresh, fresh.seal());
            Eraser.run(connection, shelves.mapper, streamNumber, head.seq(), head.hash());
        });
        shelves.shop.recount();
        head = new Head(head.seq(), head.hash(), head.nextId(), freshStoreId);
    }

    @Override
    public void mark() {
        if (!pen.writes()) {
            tidying.beforeBurst();
        }
        pen.mark();
        markedHead = head;
    }

    @Override
    public void takeBack() {
        head = markedHead;
        // The driver closes a statement for good when it fails; the session would go on using it.
        session.flushStatements();
        shelves.takenBack();
        pen.takeBack();
    }

    @Override
    public void commit() {
        try {
            boolean entriesToo = head.seq() != flushedHead.seq();
            if (pen.writes() && !entriesToo) {
                SqlTrouble.asked("counting commits", () -> shelves.store.putOtherCommits(others + 1));
            }
            if (pen.commit()) {
                others += entriesToo ? 0 : 1;
                headMark.moved(new HeadMark.Head(stream.incarnation(), head.seq(), others));
                tidying.committed();
            }
        } catch (Fault why) {
            throw writes.refused(why);
        }
        if (!head.storeId().equals(flushedHead.storeId())) {
            new StoreMarker(head.storeId(), stream.incarnation()).tryWrite(folder.marker());
        }
        shelves.committed();
        flushedHead = head;
    }

    @Override
    public void rollback() {
        head = flushedHead;
        session.flushStatements();
        pen.rollback();
        shelves.takenBack();
        shelves.committed();
    }

    /** The rows that the desk reads and writes. */
    public ShopRows shop() {
        return shelves.shop;
    }

    /** How far entries have come. */
    public Marks marks() {
        return shelves.marks;
    }

    /** The entries of all lanes that are on this disk. */
    public Entries entries() {
        return shelves.entries;
    }

    /** Entries of other lives. */
    public Copies copies() {
        return shelves.copies;
    }

    /** Versions of orders beside their heads. */
    public Branches branches() {
        return shelves.branches;
    }

    /** What lanes keep in common about leases. */
    public FactRows facts() {
        return shelves.facts;
    }

    /** Up to where the shop has what clouds give out. */
    public Pulled pulled() {
        return shelves.pulled;
    }

    /** Whom the back office let in. */
    public Verified verified() {
        return shelves.verified;
    }

    /** The shop's registers. */
    public RegisterRows registers() {
        return shelves.registers;
    }

    private long takeId() {
        head = new Head(head.seq(), head.hash(), head.nextId() + 1, head.storeId());
        return head.nextId() - 1;
    }

    /** Checkpoints and free space. */
    public Tidying tidying() {
        return tidying;
    }

    /** Deletes what every cloud has and nobody needs here. */
    public Pruner pruner() {
        return pruner;
    }

    /** This life of this lane. */
    public Stream stream() {
        return stream;
    }

    /** The last number given out in this life, 0 when none was. */
    public long lastSeq() {
        return head.seq();
    }

    /** The local number of the newest entry. */
    public long lastId() {
        return head.nextId() - 1;
    }

    /** The random id of this disk, 32 hex digits. */
    public String storeId() {
        return head.storeId();
    }

    /** What was found wrong with the file at opening and what was done about it; empty when nothing was. */
    public String story() {
        return story;
    }

    /** Damage was met while reading: the next opening looks at the whole file, however large. Any thread. */
    public void suspect() {
        folder.suspect();
    }

    /** Folds the log into the database and closes the file. */
    @Override
    public void close() {
        pen.rollback();
        head = flushedHead;
        shelves.marks.peers().writeAtLast(this);
        tidying.fold();
        headMark.close();
        pen.close();
    }
}
