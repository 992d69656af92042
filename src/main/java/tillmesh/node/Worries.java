package tillmesh.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tillmesh.journal.Backups.Backup;
import tillmesh.journal.Journal;
import tillmesh.journal.Tidying.DiskFacts;
import tillmesh.protocol.Problem;
import tillmesh.protocol.Problem.Severity;

/**
 * What is not wrong yet and will be if nobody does anything: a disk that fills, a log that is not folded, no backup. Loop
 * thread only.
 */
final class Worries {
    /** A lane whose newest backup is older than this is reminded of one. */
    static final Duration BACKUP_OLD = Duration.ofDays(7);

    /** A lane that has not run this long is not reminded: it may be a trial, and backups begin with the first week. */
    static final Duration BACKUP_GRACE = Duration.ofHours(1);

    /** Below so many times the floor the disk is called nearly full. */
    static final int NEAR_THE_FLOOR = 4;

    private final InstantSource wall;
    private final Journal journal;
    private final long openedMillis;
    private final Map<String, String> since = new HashMap<>();
    private List<Backup> backups = List.of();
    private String failed = "";

    /** @param wall for people */
    Worries(InstantSource wall, Journal journal) {
        this.wall = wall;
        this.journal = journal;
        this.openedMillis = wall.millis();
    }

    /** What the backup folder holds, as it was last looked at. @param failedWhy why the last attempt failed, empty when it did not */
    void backups(List<Backup> known, String failedWhy) {
        backups = known;
        failed = failedWhy;
    }

    List<Problem> now() {
        List<Problem> found = new ArrayList<>();
        DiskFacts disk = journal.tidying().facts();
        if (disk.accepting() && disk.freeBytes() < NEAR_THE_FLOOR * disk.freeMinBytes()) {
            found.add(Problem.of(
                    "disk-low",
                    Severity.WARNING,
                    "The disk is nearly full; sales are refused when it is.",
                    first("disk-low"),
                    "Free space on the disk of the data folder. Copy old backups elsewhere."));
        }
        if (disk.walBytes() > disk.walMaxBytes()) {
            found.add(Problem.of(
                    "log-long",
                    Severity.WARNING,
                    "The write-ahead log is longer than it should be: somebody keeps reading the database.",
                    first("log-long"),
                    "Look which program has the data folder open. A backup that is being made ends by itself."));
        }
        if (!failed.isEmpty()) {
            found.add(Problem.of(
                            "backup-failed",
                            Severity.WARNING,
                            "The last backup failed: " + failed,
                            first("backup-failed"),
                            "Put that right and make one again.")
                    .repairedAt("/backups/make"));
        } else if (old()) {
            found.add(Problem.of(
                            "backup-old",
                            Severity.NOTICE,
                            "There is no backup of this lane from the last seven days.",
                            first("backup-old"),
                            "Make one and keep it on another machine.")
                    .repairedAt("/backups/make"));
        }
        Set<String> codes = new HashSet<>();
        found.forEach(one -> codes.add(one.code()));
        since.keySet().retainAll(codes);
        return found;
    }

    private boolean old() {
        long now = wall.millis();
        return now - openedMillis >= BACKUP_GRACE.toMillis()
                && backups.stream()
                        .noneMatch(one -> now - Instant.parse(one.at()).toEpochMilli() < BACKUP_OLD.toMillis());
    }

    private String first(String code) {
        return since.computeIfAbsent(
                code, seen -> Instant.ofEpochMilli(wall.millis()).toString());
    }
}
