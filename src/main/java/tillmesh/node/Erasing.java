package tillmesh.node;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.desk.Closing;
import tillmesh.desk.Surroundings;
import tillmesh.fault.Fault;
import tillmesh.fault.Refusal;
import tillmesh.journal.Journal;
import tillmesh.status.Outcome;

/** Erases a lane at an admin's wish: first a copy of everything, then everything, and nothing between the two is lost. */
final class Erasing {
    private static final Logger LOG = LoggerFactory.getLogger(Erasing.class);
    private static final int STORE_ID_BYTES = 16;

    private final Surroundings around;
    private final Journal journal;
    private final Closing closing;

    Erasing(Surroundings around, Journal journal, Closing closing) {
        this.around = around;
        this.journal = journal;
        this.closing = closing;
    }

    /** @param force also when entries would be gone that no cloud has @param writtenDown run in the note in which it is certain that it will be done */
    CompletionStage<Outcome> begin(boolean force, Runnable writtenDown) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        around.loop().must(Service.note(answer, () -> check(force, writtenDown, answer)));
        return answer;
    }

    private void check(boolean force, Runnable writtenDown, CompletableFuture<Outcome> answer) {
        Refusal refusal = force ? null : closing.whyNot();
        if (refusal != null) {
            Outcome refused =
                    new Outcome(409, Map.of("ok", false, "code", refusal.code().name(), "reason", refusal.reason()));
            around.loop().effect(() -> answer.complete(refused));
            return;
        }
        writtenDown.run();
        // A copy cannot be made inside a transaction, so it is made after this note's commit.
        around.loop().effect(() -> copy(answer));
    }

    private void copy(CompletableFuture<Outcome> answer) {
        try {
            Path copy = journal.tidying().copyAside("before-reset");
            long copied = journal.lastId();
            around.loop().must(Service.note(answer, () -> erase(copied, copy, answer)));
        } catch (Fault why) {
            answer.completeExceptionally(why);
        }
    }

    private void erase(long copied, Path copy, CompletableFuture<Outcome> answer) {
        if (journal.lastId() != copied) {
            // Something was sold since the copy: it shall be in a copy too.
            around.loop().effect(() -> copy(answer));
            return;
        }
        byte[] id = new byte[STORE_ID_BYTES];
        around.dice().nextBytes(id);
        closing.erase(HexFormat.of().formatHex(id));
        around.loop().effect(() -> {
            LOG.warn("Everything was erased by an administrator; a copy is in {}.", copy);
            answer.complete(Outcome.ok(Map.of("ok", true, "copy", copy.toString())));
        });
    }
}
