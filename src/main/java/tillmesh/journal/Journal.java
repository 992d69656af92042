package tillmesh.journal;

import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Connection connection;
    private final SqlSession session;
    private final Pen pen;
    private final EntryMapper entries;
    private final DiskGuard disk;
    private final HeadMark headMark;
    private final HybridClock clock;
    private final Stream stream;
    private final long streamNumber;
    private final String story;
    private final boolean rebuilt;
    private final ShopRows shop;
    private final Marks marks;
    private final Tidying tidying;
    private final DataFolder folder;

    /** How far the chain has come, and on which disk. */
    private record Head(long seq, Hash hash, long nextId, String storeId) {}

    private Head head;
    private Head markedHead;
    private Head flushedHead;

    private Journal(Opening.Opened opened, JournalBirth birth, DataFolder folder, JournalLimits limits) {
        this.folder = folder;
        connection = opened.connection();
        session = opened.session();
        entries = session.getMapper(EntryMapper.class);
        pen = new Pen(connection);
        disk = new DiskGuard(folder, limits);
        headMark = birth.headMark();
        clock = birth.clock();
        stream = birth.stream();
        streamNumber = birth.streamNumber();
        story = opened.story();
        rebuilt = opened.rebuilt();
        head = new Head(0, birth.firstPrev(), birth.nextId(), opened.storeId());
        markedHead = head;
        flushedHead = head;
        shop = new ShopRows(session.getMapper(ShopMapper.class), this::writing);
        marks = new Marks(session.getMapper(MarkMapper.class), entries, this::writing);
        tidying = new Tidying(connection, folder, limits, disk);
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
        Opening opening = new Opening(folder, lane, limits, wall.millis());
        Opening.Opened opened = opening.open(headMark.read(), Opening.storeId(dice));
        JournalBirth birth = JournalBirth.of(opened, new Stream(lane, dice.nextInt()), wall, headMark);
        new StoreMarker(opened.storeId(), birth.stream().incarnation()).write(folder.marker());
        headMark.begin(birth.stream().incarnation());
        return new Journal(opened, birth, folder, limits);
    }

    /**
     * Appends an entry: the next number of this incarnation, chained to the one before. It is on the disk when the burst's
     * commit returned, and not to be shown to anybody before.
     *
     * @throws Fault when the disk does not take it; then it never was
     */
    public Appended append(Draft draft) {
        disk.check();
        writing();
        EntryId id = new EntryId(stream, head.seq() + 1);
        Entry entry = Entry.chained(id, clock.next(), draft, head.hash());
        try {
            entries.insert(EntryRow.of(head.nextId(), streamNumber, entry));
        } catch (PersistenceException e) {
            throw trouble("append " + id, e);
        }
        Appended appended = new Appended(head.nextId(), entry);
        head = new Head(id.seq(), entry.hash(), head.nextId() + 1, head.storeId());
        return appended;
    }

    /** An entry and its local number, which orders entries of all lanes as they arrived here. */
    public record Appended(long id, Entry entry) {}

    /** The entry with a local number, checked against its hash. @throws Fault when it is damaged or not there */
    public Entry entry(long id) {
        EntryRow row = entries.byId(id);
        if (row == null || !row.entry().sound()) {
            throw SqlTrouble.damaged("entry number " + id + " is damaged", null);
        }
        return row.entry();
    }

    /** The name of the entry with a local number. @throws Fault when it is not there */
    public EntryId idOf(long id) {
        EntryMapper.IdRow row = entries.idOf(id);
        if (row == null) {
            throw SqlTrouble.damaged("entry number " + id + " is not there", null);
        }
        return new EntryId(new Stream(new LaneId(row.origin()), row.incarnation()), row.seq());
    }

    /** The newest entries, newest first, each checked. */
    public List<Appended> newest(int limit) {
        return entries.newest(limit).stream().map(Journal::checked).toList();
    }

    /** Entries after a local number, oldest first, each checked. @param limit at most so many */
    public List<Appended> after(long id, int limit) {
        return entries.after(id, limit).stream().map(Journal::checked).toList();
    }

    private static Appended checked(EntryRow row) {
        Entry entry = row.entry();
        if (!entry.sound()) {
            throw SqlTrouble.damaged("entry " + entry.id() + " is damaged", null);
        }
        return new Appended(row.id(), entry);
    }

    /** Makes all projections anew from the entries, if the file was repaired. Before the loop starts. */
    public void rebuild(Projection projection) {
        long after = 0;
        while (rebuilt) {
            List<Appended> batch = after(after, 500);
            if (batch.isEmpty()) {
                return;
            }
            mark();
            batch.forEach(projection::project);
            commit();
            after = batch.get(batch.size() - 1).id();
        }
    }

    /** What an entry means for the tables that screens read. */
    @FunctionalInterface
    public interface Projection {
        /** Applies one entry; the same entries in the same order always make the same tables. */
        void project(Appended appended);
    }

    /**
     * Empties the file: entries, projections, marks. Numbers go on, so none is used twice; to all others this is a new
     * disk. The caller made a copy before.
     *
     * @param freshStoreId 32 random hex digits
     */
    public void erase(String freshStoreId) {
        writing();
        marks.touched();
        Eraser.run(connection, streamNumber, head.seq(), head.hash(), freshStoreId);
        head = new Head(head.seq(), head.hash(), head.nextId(), freshStoreId);
        marks.reload();
        marks.touched();
    }

    // The commit has been made and stays, whatever becomes of the marker; without one the next start draws a new store
    // id.
    private void markDisk() {
        try {
            new StoreMarker(head.storeId(), stream.incarnation()).write(folder.marker());
        } catch (Fault why) {
            LOG.warn("{} The next start takes this for a new disk, which does no harm.", why.sentence());
        }
    }

    private void writing() {
        pen.writing();
    }

    @Override
    public void mark() {
        pen.mark();
        markedHead = head;
    }

    @Override
    public void takeBack() {
        head = markedHead;
        // The driver closes a statement for good when it fails; the session would go on using it.
        session.flushStatements();
        pen.takeBack();
        marks.reload();
    }

    @Override
    public void commit() {
        try {
            if (pen.commit() && head.seq() != flushedHead.seq()) {
                headMark.moved(stream.incarnation(), head.seq());
            }
            if (!head.storeId().equals(flushedHead.storeId())) {
                markDisk();
            }
            flushedHead = head;
        } catch (Fault why) {
            throw trouble(why);
        }
    }

    @Override
    public void rollback() {
        head = flushedHead;
        session.flushStatements();
        pen.rollback();
        marks.reload();
    }

    private Fault trouble(String what, PersistenceException e) {
        return trouble(SqlTrouble.of(what, e));
    }

    private Fault trouble(Fault why) {
        if (why.remedy() == tillmesh.fault.Remedy.RETRY) {
            disk.full();
        }
        return why;
    }

    /** The rows that the desk reads and writes. */
    public ShopRows shop() {
        return shop;
    }

    /** How far entries have come. */
    public Marks marks() {
        return marks;
    }

    /** Checkpoints, pruning, free space. */
    public Tidying tidying() {
        return tidying;
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

    /** Folds the log into the database and closes the file. */
    @Override
    public void close() {
        pen.rollback();
        tidying.fold();
        headMark.close();
        pen.close();
    }
}
