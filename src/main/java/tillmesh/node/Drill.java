package tillmesh.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.loop.Loop;
import tillmesh.peer.jgroups.PatientPeers;
import tillmesh.status.Outcome;

/**
 * Cuts this lane off from the others and heals it again, at an admin's wish, so that people can see what a shop does then.
 * Made only when {@code peer.drill} is on. A lane that is cut says so on its board; a restart heals it.
 */
final class Drill {
    private static final Logger LOG = LoggerFactory.getLogger(Drill.class);

    private final Loop loop;
    private final PatientPeers peers;
    private final Watch watch;

    Drill(Loop loop, PatientPeers peers, Watch watch) {
        this.loop = loop;
        this.peers = peers;
        this.watch = watch;
        LOG.warn(
                "Drills are allowed (peer.drill = on): whoever has the admin token may cut this lane off from the others.");
    }

    /** @param asked {@code {"cut": true}} or {@code {"cut": false}} */
    CompletionStage<Outcome> act(JsonNode asked) {
        if (!asked.path("cut").isBoolean()) {
            return CompletableFuture.completedStage(
                    Outcome.refused(400, "Say what to do: {\"cut\":true} or {\"cut\":false}."));
        }
        boolean cut = asked.path("cut").asBoolean();
        return Service.now(loop, () -> {
            watch.cutOff(cut);
            loop.effect(() -> {
                peers.cut(cut);
                LOG.warn(
                        cut
                                ? "Cut off from the other lanes for a drill: what they and this one say to each other is lost."
                                : "The drill is over: this lane and the others hear each other again.");
            });
            return Outcome.ok(Map.of("ok", true, "cut", cut));
        });
    }
}
