package tillmesh.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.fault.Fault;
import tillmesh.journal.Backups;
import tillmesh.journal.Backups.Backup;
import tillmesh.loop.Loop;
import tillmesh.protocol.Payloads;
import tillmesh.status.Outcome;
import tillmesh.status.StatusPages;

/**
 * Backups over HTTP: anybody may see which there are, an administrator may have one made. It is made on a thread of its own
 * and selling goes on; the answer comes at once, and the list tells when it is done.
 */
final class BackupPages implements StatusPages.Action, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupPages.class);

    private final Loop loop;
    private final InstantSource wall;
    private final Backups backups;
    private final Worries worries;
    private final AdminLog log;
    private final BackRoom looking;
    private final BackRoom room = new BackRoom("backup", 1);
    // Loop thread only.
    private boolean running;
    private @Nullable Failed failed;

    BackupPages(Loop loop, InstantSource wall, Backups backups, Worries worries, AdminLog log, BackRoom looking) {
        this.loop = loop;
        this.wall = wall;
        this.backups = backups;
        this.worries = worries;
        this.log = log;
        this.looking = looking;
    }

    /** The last attempt came to nothing. */
    record Failed(String at, String reason) {}

    /**
     * {@code GET /backups}.
     *
     * @param folder where they are
     * @param kept so many that were asked for stay
     * @param running whether one is being made
     * @param failed why the last attempt failed; null when it did not, and before the first
     * @param backups newest first
     */
    record State(
            String folder,
            int kept,
            boolean running,
            @Nullable Failed failed,
            List<Backup> backups) {}

    /** Looks once, so that the lane knows how old its newest one is. */
    void begin() {
        CompletionStage<?> looked = list();
        looked.whenComplete((state, why) -> {
            if (why != null) {
                LOG.warn("The backup folder cannot be looked at: {}", cause(why).getMessage());
            }
        });
    }

    /** Answers {@code GET /backups}. */
    CompletionStage<State> list() {
        // Not on the thread that copies, which may be busy for minutes: names and sizes are read in no time.
        return looking.ask(backups::list).thenCompose(there -> Service.now(loop, () -> state(there)));
    }

    private State state(List<Backup> there) {
        Failed last = failed;
        worries.backups(there, last == null ? "" : last.reason());
        return new State(backups.folder().toString(), Backups.KEPT, running, last, there);
    }

    @Override
    public CompletionStage<Outcome> act(JsonNode asked) {
        return act(asked, "");
    }

    /** Has one made. */
    @Override
    public CompletionStage<Outcome> act(JsonNode asked, String from) {
        Payloads.Admin deed = AdminLog.deed("backup", "", asked, from);
        return Service.now(loop, () -> {
            if (running) {
                return Outcome.refused(409, "A backup is being made already; GET /backups tells when it is done.");
            }
            running = true;
            loop.undo(() -> running = false);
            loop.effect(() -> begin(deed));
            return Outcome.ok(Map.of("ok", true, "running", true));
        });
    }

    private void begin(Payloads.Admin deed) {
        room.ask(() -> backups.make(wall.millis()))
                .whenComplete((made, why) -> loop.must(() -> over(deed, made, why == null ? null : cause(why))));
    }

    // The list is read outside the loop once more, by whoever asks; what is known of this one is kept at once.
    private void over(Payloads.Admin deed, @Nullable Backup made, @Nullable Throwable why) {
        running = false;
        if (made != null) {
            failed = null;
            worries.backups(List.of(made), "");
            loop.effect(() -> LOG.info("A backup was made: {} ({} bytes).", made.name(), made.bytes()));
            log.write(new Payloads.Admin(deed.action(), "done", deed.by(), deed.from(), made.name()));
        } else {
            String reason = why instanceof Fault fault ? fault.sentence() : "see the log of this node";
            failed = new Failed(Instant.ofEpochMilli(wall.millis()).toString(), reason);
            worries.backups(List.of(), reason);
            loop.effect(() -> LOG.error("A backup failed: {}", reason, why));
            log.write(new Payloads.Admin(deed.action(), "failed", deed.by(), deed.from(), ""));
        }
    }

    private static Throwable cause(Throwable why) {
        @Nullable Throwable cause = why.getCause();
        return why instanceof CompletionException && cause != null ? cause : why;
    }

    @Override
    public void close() {
        room.close();
    }
}
