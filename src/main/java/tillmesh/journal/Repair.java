package tillmesh.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.ibatis.session.SqlSession;
import tillmesh.entry.Entry;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** Moves a damaged file aside and fills a fresh one with what {@link Salvage} could prove. Nothing of the old file is deleted. */
final class Repair {
    private Repair() {}

    /** Moves database, log and index into a folder of their own beside. @return where the damaged database is now */
    static Path moveAside(DataFolder folder, long nowMillis) {
        return aside(folder, nowMillis, true);
    }

    /** Copies database and log aside, for later study, and leaves them in use. */
    static void copyAside(DataFolder folder, long nowMillis) {
        aside(folder, nowMillis, false);
    }

    private static Path aside(DataFolder folder, long nowMillis, boolean move) {
        try {
            Path beside = folder.dir().resolve("damaged-" + nowMillis);
            for (int i = 2; Files.exists(beside); i++) {
                beside = folder.dir().resolve("damaged-" + nowMillis + "-" + i);
            }
            Files.createDirectories(beside);
            for (Path file : new Path[] {folder.database(), folder.wal(), folder.shm()}) {
                if (Files.exists(file) && move) {
                    Files.move(file, beside.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                } else if (Files.exists(file) && !file.equals(folder.shm())) {
                    Files.copy(file, beside.resolve(file.getFileName()));
                }
            }
            return beside.resolve(folder.database().getFileName());
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the damaged database cannot be moved aside: " + e.getMessage(),
                    "free space in " + folder.dir() + ", and let this user write it",
                    e);
        }
    }

    /** Writes the saved entries into a fresh file in one transaction, and records what is missing among them. */
    static void fill(Connection fresh, SqlSession session, Map<Long, Entry> saved, long nowMillis) {
        EntryMapper mapper = session.getMapper(EntryMapper.class);
        try {
            Database.run(fresh, "BEGIN IMMEDIATE");
            Map<Stream, Long> streams = new HashMap<>();
            Set<String> taken = new HashSet<>();
            Map<Stream, NavigableMap<Long, Entry>> numbered = new HashMap<>();
            saved.forEach((id, entry) -> {
                Stream name = entry.id().stream();
                long stream =
                        streams.computeIfAbsent(name, made -> newStream(mapper, made, streams.size() + 1L, entry));
                // A damaged index may show an entry twice.
                if (taken.add(entry.id().toString())) {
                    mapper.insert(EntryRow.of(id, stream, entry));
                    numbered.computeIfAbsent(name, made -> new TreeMap<>())
                            .put(entry.id().seq(), entry);
                }
            });
            numbered.forEach((name, entries) -> gaps(mapper, session, streams.get(name), entries, nowMillis));
            Database.run(fresh, "COMMIT");
        } catch (SQLException e) {
            throw SqlTrouble.of("filling a fresh database", e);
        }
    }

    private static long newStream(EntryMapper mapper, Stream name, long number, Entry any) {
        mapper.insertStream(new StreamRow(
                number,
                name.origin().name(),
                name.incarnation(),
                any.stamp().wallMillis(),
                Hash.ZERO.bytes(),
                0,
                null));
        return number;
    }

    private static void gaps(
            EntryMapper mapper,
            SqlSession session,
            @org.jspecify.annotations.Nullable Long stream,
            NavigableMap<Long, Entry> entries,
            long nowMillis) {
        long expected = 1;
        for (Entry entry : entries.values()) {
            long seq = entry.id().seq();
            if (seq == 1) {
                mapper.firstPrev(
                        java.util.Objects.requireNonNull(stream),
                        entry.prevHash().bytes());
            }
            if (seq > expected) {
                record(session, entry.id().stream(), expected, seq - 1, nowMillis);
            }
            expected = seq + 1;
        }
    }

    static void record(SqlSession session, Stream stream, long from, long to, long nowMillis) {
        session.getMapper(MarkMapper.class)
                .putMissing(new Missing(
                        stream.origin().name(),
                        stream.incarnation(),
                        from,
                        to,
                        nowMillis,
                        "lost from a damaged file; the damaged file was kept aside"));
    }
}
