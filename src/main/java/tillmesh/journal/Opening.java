package tillmesh.journal;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.shop.LaneId;

/** What happens between finding a file and trusting it: check, repair, store id, lost tail. Runs once, before the loop starts. */
final class Opening {
    private final DataFolder folder;
    private final LaneId lane;
    private final JournalLimits limits;
    private final long nowMillis;
    private boolean rebuilt;
    private String story = "";

    Opening(DataFolder folder, LaneId lane, JournalLimits limits, long nowMillis) {
        this.folder = folder;
        this.lane = lane;
        this.limits = limits;
        this.nowMillis = nowMillis;
    }

    /** A file that can be trusted. @param rebuilt whether its projections must be made anew @param story what was found and done, empty when nothing */
    record Opened(Connection connection, SqlSession session, String storeId, boolean rebuilt, String story) {}

    /** @param freshStoreId a random id for a disk that has none yet */
    Opened open(HeadMark.@Nullable Head head, String freshStoreId) {
        StoreMarker marker = StoreMarker.read(folder.marker());
        boolean present = Files.exists(folder.database());
        Connection connection = checked(present);
        SqlSession session = Sessions.over(connection);
        MarkMapper marks = session.getMapper(MarkMapper.class);
        refuseOtherLane(marks.lane());
        lostTail(session, marker, head);
        String known = marks.storeId();
        boolean same = known != null && marker != null && marker.storeId().equals(known) && knows(session, marker);
        String storeId = same ? java.util.Objects.requireNonNull(known) : freshStoreId;
        if (!same) {
            marks.putStore(storeId, lane.name(), nowMillis);
        }
        if (!same && present && !rebuilt) {
            tell("This database was put back from a copy or its marker is gone: the disk gets a new store id.");
        }
        return new Opened(connection, session, storeId, rebuilt, story);
    }

    private Connection checked(boolean present) {
        if (!present) {
            return fresh();
        }
        Connection connection = null;
        try {
            connection = Database.openWriting(folder.database(), limits.sizeMax());
            Migrations.run(connection, folder);
            StartCheck.run(connection, Sessions.over(connection), Files.size(folder.database()));
            return connection;
        } catch (Fault why) {
            if (why.remedy() != Remedy.RESTART) {
                throw why;
            }
            close(connection);
            return repaired(why);
        } catch (AssertionError | java.io.IOException why) {
            close(connection);
            return repaired(SqlTrouble.damaged("the database cannot be opened", why));
        }
    }

    private Connection fresh() {
        Connection connection = Database.openWriting(folder.database(), limits.sizeMax());
        Migrations.run(connection, folder);
        return connection;
    }

    private Connection repaired(Fault why) {
        var damaged = Repair.moveAside(folder, nowMillis);
        Map<Long, Entry> saved = new Salvage(damaged).run();
        Connection connection = fresh();
        Repair.fill(connection, Sessions.over(connection), saved, nowMillis);
        rebuilt = true;
        tell(why.getMessage() + ". It was moved to " + damaged.getParent() + "; " + saved.size()
                + " entries could be proved and were saved.");
        return connection;
    }

    private void refuseOtherLane(@Nullable String other) {
        if (other != null && !other.equals(lane.name())) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the data folder " + folder.dir() + " belongs to lane " + other + ", not to " + lane,
                    "set lane.id=" + other + ", or another data.dir");
        }
    }

    private static boolean knows(SqlSession session, StoreMarker marker) {
        return session.getMapper(EntryMapper.class).streams().stream()
                .anyMatch(stream -> stream.incarnation() == marker.incarnation());
    }

    /** Compares the last acknowledged entry with what is there: a truncated log looks sound to SQLite. */
    private void lostTail(SqlSession session, @Nullable StoreMarker marker, HeadMark.@Nullable Head head) {
        if (head == null || head.seq() == 0 || (marker != null && marker.incarnation() != head.incarnation())) {
            return;
        }
        Stream stream = new Stream(lane, head.incarnation());
        long there = lastSeq(session, stream);
        if (there >= head.seq()) {
            return;
        }
        if (!rebuilt) {
            Repair.copyAside(folder, nowMillis);
        }
        Repair.record(session, stream, there + 1, head.seq(), nowMillis);
        tell("Entries " + stream + "-" + (there + 1) + ".." + head.seq()
                + " were acknowledged here and are not in the database any more.");
    }

    private static long lastSeq(SqlSession session, Stream stream) {
        EntryMapper entries = session.getMapper(EntryMapper.class);
        return entries.streams().stream()
                .filter(row -> row.name().equals(stream))
                .mapToLong(row -> Math.max(row.prunedUpto(), entries.lastSeq(row.stream())))
                .max()
                .orElse(0);
    }

    private void tell(String sentence) {
        story = story.isEmpty() ? sentence : story + " " + sentence;
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException | PersistenceException e) {
            // The file is moved aside in a moment.
        }
    }

    static String storeId(java.util.random.RandomGenerator dice) {
        byte[] bytes = new byte[16];
        dice.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
