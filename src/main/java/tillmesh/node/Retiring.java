package tillmesh.node;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.desk.Electorate;
import tillmesh.loop.Loop;
import tillmesh.shop.LaneId;
import tillmesh.status.Outcome;

/** Takes a lane that will not come back out of the vote, at an admin's wish, and waits until a majority has agreed. */
final class Retiring {
    private static final Logger LOG = LoggerFactory.getLogger(Retiring.class);
    private static final Duration AGAIN = Duration.ofMillis(250);
    /** Less than a page waits for its answer. */
    private static final int TRIES = 24;

    private final Loop loop;
    private final Electorate electorate;

    Retiring(Loop loop, Electorate electorate) {
        this.loop = loop;
        this.electorate = electorate;
    }

    /** @param lane as the admin wrote it */
    CompletionStage<Outcome> begin(String lane) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        LaneId named;
        try {
            named = new LaneId(lane);
        } catch (IllegalArgumentException e) {
            answer.complete(Outcome.refused(400, "Name the lane: {\"lane\":\"L3\"}."));
            return answer;
        }
        loop.must(Service.note(answer, () -> {
            String whyNot = electorate.whyNot(named);
            if (whyNot != null) {
                loop.effect(() -> answer.complete(Outcome.refused(409, whyNot)));
            } else {
                ask(named, TRIES, answer);
            }
        }));
        return answer;
    }

    private void ask(LaneId lane, int left, CompletableFuture<Outcome> answer) {
        if (!electorate.votes(lane)) {
            loop.effect(() -> {
                LOG.warn("Lane {} was retired by an administrator: it has no vote any more.", lane);
                answer.complete(Outcome.ok(Map.of("ok", true, "retired", lane.name())));
            });
        } else if (left == 0) {
            loop.effect(() -> answer.complete(
                    Outcome.refused(409, "No majority has agreed in time; nothing is lost. Try again in a minute.")));
        } else {
            electorate.retire(lane);
            loop.effect(() -> loop.after(AGAIN, Service.note(answer, () -> ask(lane, left - 1, answer))));
        }
    }
}
