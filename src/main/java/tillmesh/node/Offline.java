package tillmesh.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.Clearing.AsideFacts;
import tillmesh.desk.Reports.EventFacts;
import tillmesh.entry.Delivery;
import tillmesh.journal.Backups;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.JournalLimits;
import tillmesh.journal.Marks;
import tillmesh.journal.Proof;
import tillmesh.journal.Reading;
import tillmesh.journal.Sent;
import tillmesh.protocol.BoardFacts;

/** What a lane's file tells when no node can be asked; the members are those that a node answers with. One thread. */
public final class Offline implements AutoCloseable {
    private static final int ASIDE_MAX = 1_000;

    private final Path database;
    private final Reading reading;

    /** @throws tillmesh.fault.Fault when the file is not there or cannot be read */
    public Offline(Path database) {
        this.database = database;
        this.reading = Reading.open(database);
    }

    /**
     * What {@code GET /stats} says, as far as a file knows it.
     *
     * @param health always {@code closed}
     * @param oldestUnsafeSeconds age of the oldest entry that is only here, null when there is none
     */
    public record Stats(
            String lane,
            String health,
            BoardFacts.Sales sales,
            @Nullable Long oldestUnsafeSeconds,
            Disk disk) {}

    /** Bytes. */
    public record Disk(long databaseBytes, long walBytes, long freeBytes) {}

    /** See {@link Stats}. */
    public Stats stats() {
        Marks.Counts counts = reading.counts();
        Long oldest = counts.oldestPendingMillis();
        return new Stats(
                reading.lane().name(),
                "closed",
                new BoardFacts.Sales(counts.pending(), counts.peerAck(), counts.cloudAck(), counts.setAside()),
                oldest == null ? null : Math.max(0, Instant.now().toEpochMilli() - oldest) / 1000,
                disk());
    }

    private Disk disk() {
        try {
            Path wal = database.resolveSibling(database.getFileName() + "-wal");
            return new Disk(
                    Files.size(database),
                    Files.exists(wal) ? Files.size(wal) : 0,
                    Files.getFileStore(database).getUsableSpace());
        } catch (IOException e) {
            return new Disk(0, 0, 0);
        }
    }

    /** What {@code GET /events} says. @param limit at most so many */
    public List<EventFacts> events(int limit) {
        return reading.newest(limit).stream().map(this::event).toList();
    }

    private EventFacts event(Appended appended) {
        var entry = appended.entry();
        Delivery delivery = reading.delivery(entry.id());
        return new EventFacts(
                entry.id().toString(),
                entry.draft().topic(),
                entry.draft().subject(),
                entry.draft().screen(),
                delivery == Delivery.CLOUD_ACK,
                delivery.wire(),
                Instant.ofEpochMilli(entry.stamp().wallMillis()).toString());
    }

    /** What {@code GET /set-aside} says, without topics and subjects. */
    public List<AsideFacts> aside() {
        return reading.aside(ASIDE_MAX).stream()
                .map(one -> new AsideFacts(
                        one.cloud(),
                        one.entry().toString(),
                        null,
                        null,
                        one.reason(),
                        one.tries(),
                        Instant.ofEpochMilli(one.atMillis()).toString()))
                .toList();
    }

    /** Makes a backup of a lane that no node runs. @param dir its data folder */
    public static Backups.Backup backup(Path dir) {
        return new Backups(DataFolder.open(dir), JournalLimits.USUAL.freeMin())
                .make(Instant.now().toEpochMilli());
    }

    /** What the file says that a cloud has. @param cloud its name */
    public Sent sent(String cloud) {
        return reading.sent(cloud);
    }

    /** Walks every chain. */
    public Proof prove() {
        return reading.prove(walked -> {});
    }

    @Override
    public void close() {
        reading.close();
    }
}
