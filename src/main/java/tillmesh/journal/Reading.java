package tillmesh.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import tillmesh.entry.Delivery;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.Journal.Appended;
import tillmesh.shop.LaneId;

/**
 * A lane's file, opened only to look: whether a node holds it or none does, nothing in it changes. All answers are of the
 * moment when it was opened. One thread.
 */
public final class Reading implements AutoCloseable {
    private final Path file;
    private final Connection connection;
    private final EntryMapper entries;
    private final Marks marks;
    private final LaneId lane;

    private Reading(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        // One transaction for everything: a node that goes on selling is not seen.
        connection.setAutoCommit(false);
        lane = new LaneId(Database.text(connection, "SELECT lane FROM store"));
        SqlSession session = Sessions.over(connection);
        entries = session.getMapper(EntryMapper.class);
        marks = new Marks(session.getMapper(MarkMapper.class), entries, Reading::refuse);
    }

    /** @throws Fault when the file is not there or is none of a lane in a form that this version knows */
    public static Reading open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Fault(Remedy.CALL_SOMEONE, "there is no file " + file, "name the database of a lane");
        }
        Connection connection = Database.openReading(file);
        try {
            return new Reading(file, connection);
        } catch (SQLException | PersistenceException | IllegalArgumentException e) {
            closeQuietly(connection);
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    file + " cannot be read as a lane's database: " + e.getMessage(),
                    "let 'tillmesh run' repair it, or read it with the version that wrote it",
                    e);
        }
    }

    private static void refuse() {
        throw new AssertionError("a mark was moved in a file that is only read");
    }

    /** Whose file it is. */
    public LaneId lane() {
        return lane;
    }

    /** Walks every chain. @param progress told the number of entries walked, now and then */
    public Proof prove(LongConsumer progress) {
        return asked("walking the chains", () -> new ChainWalk(connection, progress).all());
    }

    /** The newest entries, newest first, as they stand there: they are not checked. */
    public List<Appended> newest(int limit) {
        return asked(
                "reading entries",
                () -> entries.newest(limit).stream()
                        .map(row -> new Appended(row.id(), row.entry()))
                        .toList());
    }

    /** How far an entry has come. */
    public Delivery delivery(EntryId id) {
        return marks.delivery(id);
    }

    /** How many entries there are of each kind. */
    public Marks.Counts counts() {
        return asked("counting entries", () -> {
            Optional<StreamRow> first = entries.streams().stream().findFirst();
            Stream own = first.map(StreamRow::name).orElse(new Stream(lane, 0));
            return marks.counts(
                    own, first.map(row -> entries.lastSeq(row.stream())).orElse(0L));
        });
    }

    private <T> T asked(String what, java.util.function.Supplier<T> question) {
        try {
            return question.get();
        } catch (PersistenceException | IllegalArgumentException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    what + " of " + file + " failed: " + e.getMessage(),
                    "let 'tillmesh run' repair it",
                    e);
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing was written through it.
        }
    }

    @Override
    public void close() {
        closeQuietly(connection);
    }
}
