package tillmesh.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.desk.RegisterBook;
import tillmesh.fault.Refusal;
import tillmesh.loop.Loop;
import tillmesh.status.Outcome;

/** The registers of the shop over HTTP: anybody may look, an administrator may make one or have one tried again. */
final class RegisterPages {
    private static final Logger LOG = LoggerFactory.getLogger(RegisterPages.class);
    private static final int NAME_LENGTH_MAX = 64;
    private static final String FORM =
            "Name it: {\"name\":\"Bar\",\"cash\":false,\"opId\":\"…\"}; 64 letters at most, cash and opId may be left out.";

    private final Loop loop;
    private final RegisterBook book;

    RegisterPages(Loop loop, RegisterBook book) {
        this.loop = loop;
        this.book = book;
    }

    /** Answers {@code GET /registers}. */
    CompletionStage<?> list() {
        return Service.now(loop, book::all);
    }

    /** Makes one. */
    CompletionStage<Outcome> make(JsonNode asked) {
        String name = asked.path("name").asText("").strip();
        String opId = asked.path("opId").asText("");
        boolean fits = asked.path("name").isTextual() && !name.isEmpty() && name.length() <= NAME_LENGTH_MAX;
        if (!fits
                || opId.length() > NAME_LENGTH_MAX
                || !(asked.path("cash").isMissingNode() || asked.path("cash").isBoolean())) {
            return CompletableFuture.completedFuture(Outcome.refused(400, FORM));
        }
        boolean cash = asked.path("cash").asBoolean(false);
        return Service.now(loop, () -> answer("was made", book.make(name, cash, opId.isEmpty() ? null : opId)));
    }

    /** Has one tried again. */
    CompletionStage<Outcome> retry(JsonNode asked) {
        return Service.now(
                loop,
                () -> answer("is tried again", book.retry(asked.path("register").asText(""))));
    }

    private Outcome answer(String what, RegisterBook.Done done) {
        Refusal refusal = done.refusal();
        if (refusal != null) {
            return Outcome.refused(refusal.code() == Refusal.Code.BAD_REQUEST ? 400 : 409, refusal.reason());
        }
        loop.effect(() -> LOG.info("A register {} at an administrator's wish: entry {}.", what, done.entry()));
        return Outcome.ok(Map.of("ok", true, "entry", done.entry()));
    }
}
