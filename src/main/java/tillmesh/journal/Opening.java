package tillmesh.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.shop.LaneId;

/** What happens between finding a file and trusting it: check, repair, store id, lost tail. Runs once, before the loop starts. */
final class Opening {
    static final String UNNAMED =
            " Whole lives of this lane may be lost too, with their names: the clouds, the other lanes"
                    + " and older copies tell what they held.";

    private final DataFolder folder;
    private final LaneId lane;
    private final JournalLimits limits;
    private final long nowMillis;
    private final Repair repair;
    private boolean repaired;
    private String story = "";

    Opening(DataFolder folder, LaneId lane, JournalLimits limits, long nowMillis) {
        this.folder = folder;
        this.lane = lane;
        this.limits = limits;
        this.nowMillis = nowMillis;
        this.repair = new Repair(folder, nowMillis);
    }

    /** A file that can be trusted. @param story what was found and done, empty when nothing */
    record Opened(Connection connection, SqlSession session, String storeId, String story) {}

    /** @param head the last commit that was flushed here, if that is known @param freshStoreId a random id for a disk that has none yet */
    Opened open(HeadMark.@Nullable Head head, String freshStoreId) {
        StoreMarker marker = StoreMarker.read(folder.marker());
        if (repair.finish()) {
            repaired = true;
            tell("The database was damaged and its repair was interrupted; it is finished now.");
        }
        if (Files.exists(folder.database())) {
            check(likely(marker, head), head, freshStoreId);
        }
        folder.makeDatabase();
        Connection connection = Database.openWriting(folder.database(), limits.sizeMax());
        try {
            Migrations.run(connection, folder);
            SqlSession session = Sessions.over(connection);
            boolean tailLost = tailLost(session, head);
            return new Opened(connection, session, storeId(session, marker, tailLost, freshStoreId), story);
        } catch (RuntimeException | Error e) {
            close(connection);
            throw e;
        }
    }

    // Damage to a row of a stream must not hide which streams these are.
    private List<Stream> likely(@Nullable StoreMarker marker, HeadMark.@Nullable Head head) {
        List<Stream> likely = new ArrayList<>();
        if (marker != null) {
            likely.add(new Stream(lane, marker.incarnation()));
        }
        if (head != null) {
            likely.add(new Stream(lane, head.incarnation()));
        }
        return likely;
    }

    /** Looks through a connection that cannot write, so that a damaged file stays as it was found. */
    private void check(List<Stream> likely, HeadMark.@Nullable Head head, String freshStoreId) {
        Fault damage = damage(head);
        if (damage != null && damage.remedy() != Remedy.RESTART) {
            throw damage;
        }
        if (damage != null) {
            Refill refill = new Refill(lane, freshStoreId, nowMillis);
            Path aside = repair.run(refill, likely);
            repaired = true;
            tell(damage.getMessage() + ". The file was moved to " + aside + "; " + refill.saved()
                    + " entries could be proved and were saved." + lost(refill.missing())
                    + (refill.unnamed() ? UNNAMED : ""));
        }
        checked();
    }

    private @Nullable Fault damage(HeadMark.@Nullable Head head) {
        try (Connection connection = Database.openReading(folder.database())) {
            boolean empty = new StartCheck(connection, folder).run() == 0;
            boolean cut = empty
                    ? head != null && !head.nothing()
                    : SqlTrouble.asked("looking for the end of the file", () -> cut(Sessions.over(connection), head));
            // With its newest part gone, older pages of the log may lie over newer ones of the file: not one row is
            // sure.
            return cut ? SqlTrouble.damaged("the end of the database is lost", null) : null;
        } catch (Fault why) {
            return why;
        } catch (SQLException e) {
            throw SqlTrouble.of("closing the database after its check", e);
        }
    }

    private boolean cut(SqlSession session, HeadMark.@Nullable Head head) {
        known(session);
        return tail(session, head).lost();
    }

    private void checked() {
        try {
            Files.deleteIfExists(folder.checkAll());
        } catch (IOException e) {
            // Then the next opening looks at everything once more.
        }
    }

    private static String lost(List<Missing> missing) {
        List<String> ranges = missing.stream().map(Missing::range).toList();
        return ranges.isEmpty() ? "" : " Lost are " + String.join(", ", ranges) + ".";
    }

    /** What is there of a life of this lane, against what was flushed. */
    private record Tail(long lastSeq, boolean lost) {}

    private Tail tail(SqlSession session, HeadMark.@Nullable Head head) {
        if (head == null) {
            return new Tail(0, false);
        }
        EntryMapper entries = session.getMapper(EntryMapper.class);
        Stream stream = new Stream(lane, head.incarnation());
        long last = 0;
        for (StreamRow.Row row : entries.streams()) {
            StreamRow known = row.checked();
            if (known.name().equals(stream)) {
                last = Math.max(known.prunedUpto(), entries.lastSeq(known.stream()));
            }
        }
        long others = session.getMapper(StoreMapper.class).otherCommits();
        return new Tail(last, last < head.seq() || others < head.others());
    }

    /** Compares the last flushed commit with what is there: a truncated log looks sound to SQLite. @return whether something was lost */
    private boolean tailLost(SqlSession session, HeadMark.@Nullable Head head) {
        Tail tail = tail(session, head);
        if (head != null && tail.lastSeq() < head.seq()) {
            Stream stream = new Stream(lane, head.incarnation());
            Missing range = new Missing(
                    lane.name(), stream.incarnation(), tail.lastSeq() + 1, head.seq(), nowMillis, Refill.WHY);
            session.getMapper(MarkMapper.class).putMissing(range, range.seal());
            tell("Entries " + range.range() + " were acknowledged here and are not in the database any more.");
        } else if (tail.lost() && !repaired) {
            tell("Leases or marks that were written last are not in the database any more.");
        }
        return tail.lost();
    }

    private String storeId(SqlSession session, @Nullable StoreMarker marker, boolean tailLost, String freshStoreId) {
        StoreRow known = known(session);
        if (known != null && !repaired && !tailLost && fits(session, known, marker)) {
            return known.storeId();
        }
        boolean rebuild = known != null && known.rebuild();
        StoreRow fresh = new StoreRow(freshStoreId, lane.name(), nowMillis, rebuild);
        session.getMapper(StoreMapper.class).putStore(fresh, fresh.seal());
        if (story.isEmpty() && (known != null || marker != null)) {
            tell("This database was put back from a copy, or it or its marker is gone: the disk gets a new store id.");
        }
        return freshStoreId;
    }

    /** Whose file it is, null when nobody's yet. @throws Fault when it is another lane's */
    private @Nullable StoreRow known(SqlSession session) {
        StoreRow.Row stored = session.getMapper(StoreMapper.class).store();
        StoreRow known = stored == null ? null : stored.row();
        if (known != null && !known.lane().equals(lane.name())) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the data folder " + folder.dir() + " belongs to lane " + known.lane() + ", not to " + lane,
                    "set lane.id=" + known.lane() + ", or another data.dir");
        }
        return known;
    }

    private static boolean fits(SqlSession session, StoreRow known, @Nullable StoreMarker marker) {
        return marker != null
                && marker.storeId().equals(known.storeId())
                && session.getMapper(EntryMapper.class).streams().stream()
                        .anyMatch(stream -> stream.incarnation() == marker.incarnation());
    }

    private void tell(String sentence) {
        story = story.isEmpty() ? sentence : story + " " + sentence;
    }

    static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // What was committed is flushed; nothing else was promised.
        }
    }

    static String storeId(RandomGenerator dice) {
        byte[] bytes = new byte[16];
        dice.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
