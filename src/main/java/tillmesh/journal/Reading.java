package tillmesh.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.ibatis.session.SqlSession;
import tillmesh.entry.Delivery;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.Journal.Appended;
import tillmesh.shop.LaneId;
import tillmesh.shop.TableState;

/**
 * A lane's file, opened only to look, for pages and commands: nothing in it changes, whether a node holds it, a process
 * left it behind without closing it, or it is a copy. Each question sees the newest commit as a whole; none is kept open
 * after its answer, so that a running node can go on tidying. One thread at a time, never the loop's.
 *
 * <p>Every question throws {@link Fault} when what it reads is damaged.
 */
public final class Reading implements AutoCloseable {
    private final Path file;
    private final Connection connection;
    private final SqlSession session;
    private final EntryMapper entries;

    private Reading(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
        this.session = Sessions.over(connection);
        this.entries = session.getMapper(EntryMapper.class);
    }

    /** @throws Fault when the file is not there or is none of a lane in a form that this version knows */
    public static Reading open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Fault(Remedy.CALL_SOMEONE, "there is no file " + file, "name the database of a lane");
        }
        Connection connection = Database.openReading(file);
        try {
            Reading reading = new Reading(file, connection);
            reading.store();
            return reading;
        } catch (Fault | AssertionError e) {
            Opening.close(connection);
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    file + " cannot be read as a lane's database: " + e.getMessage(),
                    "let 'tillmesh run' repair it, or read it with the version that wrote it",
                    e);
        }
    }

    private StoreRow store() {
        return asked("reading whose file this is", () -> {
            StoreRow.Row row = session.getMapper(StoreMapper.class).store();
            if (row == null) {
                throw SqlTrouble.damaged("no lane has begun in this file", null);
            }
            return row.row();
        });
    }

    /** Whose file it is. */
    public LaneId lane() {
        return asked("reading whose file this is", () -> new LaneId(store().lane()));
    }

    /**
     * Walks every entry of every chain, oldest first, in portions.
     *
     * @param progress told the number of entries walked so far, now and then, on this thread
     */
    public Proof prove(LongConsumer progress) {
        return asked("proving the chain", () -> {
            Proof proof = new ChainWalk(connection, progress).walk(0);
            // Pruning goes on meanwhile, and what it takes away looks like a gap; what is damaged stays damaged.
            return proof.chained() ? proof : new ChainWalk(connection, progress).walk(0);
        });
    }

    /** How many rows of the outbox there are of each {@link Delivery#wire}; all four are named. */
    public Map<String, Long> outbox() {
        return asked("counting the outbox", () -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (Delivery delivery : Delivery.values()) {
                counts.put(delivery.wire(), 0L);
            }
            session.getMapper(PageMapper.class).outbox().forEach(row -> counts.put(row.status(), row.count()));
            return counts;
        });
    }

    /** How many entries there are of each kind, and the age of the oldest one that is only here. */
    public Marks.Counts counts() {
        return asked("counting entries", () -> marks().counts(new Stream(lane(), 0), 0));
    }

    /** How far an entry has come. */
    public Delivery delivery(EntryId id) {
        return asked("reading how far an entry has come", () -> marks().delivery(id));
    }

    /** What clouds refuse and nobody has decided about, oldest first, at most so many. */
    public List<Upstairs.Open> aside(int most) {
        return asked("reading what is set aside", () -> marks().upstairs().open(most));
    }

    /** What the file says that a cloud has. A look at this moment. @param cloud its name */
    public Sent sent(String cloud) {
        return new Sent(cloud, marks(), entries);
    }

    private Marks marks() {
        return new Marks(
                session.getMapper(MarkMapper.class),
                entries,
                (what, statements) -> {
                    throw new AssertionError("a mark was moved in a file that is only read");
                },
                lane());
    }

    /** The newest entries, newest first, each checked against its hash. */
    public List<Appended> newest(int limit) {
        return new Entries(entries, marks()).newest(limit);
    }

    /** Looks for entries, newest first, each checked against its hash. Looks at so many at most as {@link Wanted} says. */
    public Wanted.Found search(Wanted wanted) {
        return asked("looking for entries", () -> {
            long before = wanted.before() == null ? entries.lastId() + 1 : wanted.before();
            long floor = Math.max(1, before - Wanted.LOOKED_AT_MAX);
            List<Appended> found = entries.wanted(wanted, wanted.like(), before, floor, wanted.limit()).stream()
                    .map(Entries::checked)
                    .toList();
            long next = found.size() < wanted.limit()
                    ? floor
                    : found.get(found.size() - 1).id();
            return new Wanted.Found(found, next <= 1 ? null : next);
        });
    }

    /** One entry, as a search finds it. @param id its name */
    public Wanted.Found search(EntryId id) {
        return asked("looking for an entry", () -> {
            Long number = new Entries(entries, marks()).numberOf(id);
            EntryRow row = number == null ? null : entries.byId(number);
            return new Wanted.Found(row == null ? List.of() : List.of(Entries.checked(row)), null);
        });
    }

    /** Orders that are not paid, longest untouched first. */
    public List<OrderHead> openOrders() {
        return asked(
                "reading orders",
                () -> shop().openOrders().stream().map(OrderHead.Row::head).toList());
    }

    /** All tables that ever had a status, by number. */
    public List<TableState> tables() {
        return asked(
                "reading tables",
                () -> shop().tables().stream().map(TableRow::state).toList());
    }

    /** The last ticket number of each type on a day. @param day ISO date in the store's zone */
    public Map<String, Long> tickets(String day) {
        return asked("reading ticket numbers", () -> {
            Map<String, Long> numbers = new LinkedHashMap<>();
            shop().tickets().stream()
                    .filter(row -> row.day().equals(day))
                    .forEach(row -> numbers.put(row.orderType(), row.checked()));
            return numbers;
        });
    }

    /** Leases and table locks as they were last written; whether they still hold only a running node knows. */
    public List<LeaseRow> leases() {
        return asked(
                "reading leases",
                () -> shop().leases().stream().map(LeaseRow.Row::lease).toList());
    }

    private ShopMapper shop() {
        return session.getMapper(ShopMapper.class);
    }

    /**
     * What kind of file this is.
     *
     * @param storeId 32 hex digits
     * @param entries rows in the journal, pruned ones not counted
     * @param databaseBytes size of the database, without the log that is not folded into it yet
     * @param streams lives of lanes that the file knows
     * @param missing ranges that this lane once had and has no more
     */
    public record FileFacts(
            String storeId,
            String lane,
            long entries,
            long orders,
            long databaseBytes,
            int streams,
            List<String> missing) {}

    /** See {@link FileFacts}. */
    public FileFacts facts() {
        return asked("reading the facts of the file", () -> {
            StoreRow store = store();
            return new FileFacts(
                    store.storeId(),
                    store.lane(),
                    session.getMapper(PageMapper.class).entries(),
                    shop().orderCount(),
                    file.toFile().length(),
                    entries.streams().size(),
                    session.getMapper(MarkMapper.class).missing().stream()
                            .map(range -> range.missing().range())
                            .toList());
        });
    }

    private static <T> T asked(String what, Supplier<T> question) {
        return SqlTrouble.asked(what, question);
    }

    @Override
    public void close() {
        Opening.close(connection);
    }
}
