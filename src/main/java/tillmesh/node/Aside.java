package tillmesh.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.cloud.CloudListener;
import tillmesh.cloud.Uploader;
import tillmesh.desk.Clearing;
import tillmesh.desk.Clearing.AsideFacts;
import tillmesh.entry.EntryId;
import tillmesh.loop.Loop;
import tillmesh.status.Outcome;

/** What people may do about entries that a cloud refuses: look, have them sent again, or say that it need not have them. */
final class Aside implements CloudListener {
    private static final Logger LOG = LoggerFactory.getLogger(Aside.class);
    private static final int NOTE_LENGTH_MAX = 300;
    private static final String WHICH =
            "Name the entry and why: {\"entry\":\"L1-5f3a90c1-42\",\"cloud\":\"supabase\",\"note\":\"…\"}; the cloud may be"
                    + " left out, the note not.";

    private final Loop loop;
    private final Watch watch;
    private final Clearing clearing;
    private @Nullable Uploader uploader;

    Aside(Loop loop, Watch watch, Clearing clearing) {
        this.loop = loop;
        this.watch = watch;
        this.clearing = clearing;
    }

    /** Who sends. Before it begins. */
    void sentBy(Uploader clouds) {
        loop.must(() -> uploader = clouds);
    }

    /** Somebody asked for it at another lane. Within a note. */
    void again(String cloud, EntryId entry) {
        if (uploader != null) {
            uploader.again(cloud, entry);
        }
    }

    /** Answers {@code GET /set-aside}. */
    CompletionStage<List<AsideFacts>> list() {
        return Service.now(loop, clearing::open);
    }

    /** Has one entry sent again, or all of them when none is named. What came of it is seen in the list. */
    CompletionStage<Outcome> retry(JsonNode asked) {
        return Service.now(loop, () -> {
            List<AsideFacts> meant = meant(asked);
            Uploader clouds = uploader;
            if (meant.isEmpty() && asked.has("entry")) {
                return notAside();
            }
            if (clouds != null) {
                meant.forEach(one -> {
                    EntryId entry = EntryId.parse(one.entry());
                    clouds.again(one.cloud(), entry);
                    if (clouds.oneSpeaks(one.cloud())) {
                        clearing.wantedAgain(one.cloud(), entry);
                    }
                });
            }
            return Outcome.ok(Map.of("ok", true, "asked", clouds == null ? 0 : meant.size()));
        });
    }

    /** Takes an entry off the list that a cloud need not have. */
    CompletionStage<Outcome> discard(JsonNode asked) {
        String note = asked.path("note").asText("").strip();
        boolean named = !asked.path("entry").asText("").isBlank();
        if (!named || note.isEmpty() || note.length() > NOTE_LENGTH_MAX) {
            return CompletableFuture.completedFuture(Outcome.refused(400, WHICH));
        }
        return Service.now(loop, () -> {
            List<AsideFacts> meant = meant(asked);
            if (meant.isEmpty()) {
                return notAside();
            }
            meant.forEach(one -> clearing.discard(one.cloud(), EntryId.parse(one.entry()), note));
            loop.effect(() -> meant.forEach(
                    one -> LOG.warn("An administrator discarded entry {} for cloud {}.", one.entry(), one.cloud())));
            return Outcome.ok(Map.of("ok", true, "discarded", meant.size()));
        });
    }

    /** Has every cloud asked at once that is left alone because it gave no receipts. */
    CompletionStage<Outcome> hurry(JsonNode asked) {
        return Service.now(loop, () -> {
            if (uploader != null) {
                uploader.hurry();
            }
            return Outcome.ok(Map.of("ok", true));
        });
    }

    private List<AsideFacts> meant(JsonNode asked) {
        String entry = asked.path("entry").asText("");
        String cloud = asked.path("cloud").asText("");
        return clearing.open().stream()
                .filter(one -> entry.isEmpty() || one.entry().equals(entry))
                .filter(one -> cloud.isEmpty() || one.cloud().equals(cloud))
                .toList();
    }

    private static Outcome notAside() {
        return Outcome.refused(404, "No such entry is set aside. GET /set-aside lists those that are.");
    }

    @Override
    public void down(String cloud, String why) {
        watch.down(cloud, why);
    }

    @Override
    public void up(String cloud) {
        watch.up(cloud);
    }

    @Override
    public void stored(String cloud, EntryId entry) {
        if (clearing.isOpen(cloud, entry)) {
            clearing.stored(cloud, entry);
            loop.effect(() -> LOG.info("Cloud {} has entry {} now, which it had refused.", cloud, entry));
        }
    }

    @Override
    public void aside(String cloud, EntryId entry, String reason) {
        // Without the reason: an Odoo names products and people in it.
        LOG.error(
                "Cloud {} refuses entry {}. It is set aside; younger ones go on. 'tillmesh set-aside' says why.",
                cloud,
                entry);
    }
}
