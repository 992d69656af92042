package tillmesh.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.shop.LaneId;
import tillmesh.time.Stamp;

/**
 * Saves from a damaged file whatever can still be proved: every entry that can be read and whose hash is right. Nothing
 * that is merely plausible is taken. Changes nothing in the damaged file.
 */
final class Salvage {
    private static final long ID_MAX_TRIED = 1L << 40;

    private final Path file;
    private final Map<Long, List<Stream>> names = new HashMap<>();
    private final Map<Long, Entry> entries = new TreeMap<>();

    Salvage(Path file) {
        this.file = file;
    }

    /** The sound entries by their local number, oldest first. Empty when the file cannot be opened at all. */
    Map<Long, Entry> run() {
        try (Connection connection = Database.openReading(file)) {
            readNames(connection, "SELECT stream, origin, incarnation FROM stream NOT INDEXED");
            readNames(
                    connection, "SELECT stream, origin, incarnation FROM stream INDEXED BY sqlite_autoindex_stream_1");
            long last = readEntries(connection, 0);
            while (last >= 0 && last < ID_MAX_TRIED) {
                last = readEntries(connection, skip(connection, last));
            }
        } catch (SQLException | RuntimeException | AssertionError e) {
            // What was read until here is sound; the rest is told as missing.
        }
        return entries;
    }

    // A stream is named by its row and, in a second copy, by the index over it; the hashes tell which is right.
    private void readNames(Connection connection, String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Stream name = new Stream(new LaneId(String.valueOf(rows.getString(2))), rows.getInt(3));
                List<Stream> known = names.computeIfAbsent(rows.getLong(1), stream -> new ArrayList<>());
                if (!known.contains(name)) {
                    known.add(name);
                }
            }
        } catch (SQLException | IllegalArgumentException e) {
            // The other copy may be better.
        }
    }

    /** Reads on from a local number. @return the last number read before the damage, or -1 at the end */
    private long readEntries(Connection connection, long after) {
        long last = after;
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id, stream, seq, wall, count, topic, subject, token, version, base, screen, op_id, payload,"
                        + " prev_hash, hash FROM entry NOT INDEXED WHERE id > ? ORDER BY id")) {
            statement.setLong(1, after);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(1);
                    take(last, rows);
                }
            }
            return -1;
        } catch (SQLException e) {
            return last;
        }
    }

    // Steps over a damaged page: the nearest number behind it from which reading works again.
    private static long skip(Connection connection, long last) {
        for (long step = 1; step < ID_MAX_TRIED; step *= 2) {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT id FROM entry NOT INDEXED WHERE id > ? ORDER BY id LIMIT 1")) {
                statement.setLong(1, last + step);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? last + step : ID_MAX_TRIED;
                }
            } catch (SQLException e) {
                // Still inside the damage: a longer step.
            }
        }
        return ID_MAX_TRIED;
    }

    private void take(long id, ResultSet row) throws SQLException {
        for (Stream name : names.getOrDefault(row.getLong(2), List.of())) {
            Entry entry = entry(name, row);
            if (entry != null && entry.sound()) {
                entries.put(id, entry);
                return;
            }
        }
    }

    private static @Nullable Entry entry(Stream stream, ResultSet row) throws SQLException {
        String topic = row.getString(6);
        String payload = row.getString(13);
        if (row.getLong(3) < 1 || topic == null || payload == null) {
            return null;
        }
        Draft draft = new Draft(
                topic,
                row.getString(7),
                row.getString(8),
                row.getLong(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                payload);
        return new Entry(
                new EntryId(stream, row.getLong(3)),
                new Stamp(row.getLong(4), row.getInt(5), stream.origin()),
                draft,
                ChainWalk.hash(row.getBytes(14)),
                ChainWalk.hash(row.getBytes(15)));
    }
}
