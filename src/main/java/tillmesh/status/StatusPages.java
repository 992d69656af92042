package tillmesh.status;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.HttpHandler;
import tillmesh.config.Secret;

/**
 * The pages of a node that programs read, each a path and a source that answers when it can. Sources and actions are
 * called on HTTP threads and must not block them: they hand the question to the thread that owns the state and complete
 * the stage from there. To be set up by one thread before the front opens.
 */
public final class StatusPages {
    private final BiConsumer<String, HttpHandler> front;
    private final AdminDoor door;
    private final ReadPage.Clerk clerk;
    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Answers a question for a page. */
    @FunctionalInterface
    public interface Source {
        /** Completed with what is written as JSON; completed with a fault when there is no answer: 503 with its sentence. */
        CompletionStage<?> ask(Query query);
    }

    /** Does something for the admin. */
    @FunctionalInterface
    public interface Action {
        /** @param asked the JSON object that was sent, empty when nothing was */
        CompletionStage<Outcome> act(JsonNode asked);

        /** The same. @param from the address it came from */
        default CompletionStage<Outcome> act(JsonNode asked, String from) {
            return act(asked);
        }
    }

    /**
     * @param front where a path gets its handler
     * @param admin what must be shown for actions; empty = they are refused
     * @param millis a clock that never goes back, for the rate of guesses
     */
    public StatusPages(BiConsumer<String, HttpHandler> front, Secret admin, LongSupplier millis) {
        this(front, admin, millis, Reply.WAIT_MAX);
    }

    StatusPages(BiConsumer<String, HttpHandler> front, Secret admin, LongSupplier millis, Duration waitMax) {
        this.front = front;
        this.door = new AdminDoor(admin, millis);
        this.clerk = (request, response) -> new Reply(request, response, json, waitMax);
    }

    /** A page to read. */
    public StatusPages page(String path, Source source) {
        return read(path, (query, reply) -> reply.when(() -> source.ask(query).thenApply(Outcome::ok)));
    }

    /**
     * A page for a supervisor: 200 while all is well, 503 with the troubles when it is not or nobody answers.
     *
     * @param troubles completed with one sentence for each trouble
     */
    public StatusPages probe(String path, Supplier<? extends CompletionStage<List<String>>> troubles) {
        return read(path, (query, reply) -> reply.when(() -> troubles.get().thenApply(StatusPages::judged)));
    }

    private static Outcome judged(List<String> troubles) {
        return troubles.isEmpty()
                ? Outcome.ok(Map.of("status", "ok"))
                : new Outcome(503, Map.of("status", "unavailable", "troubles", troubles));
    }

    /** Something that only the admin may do. */
    public StatusPages action(String path, Action action) {
        front.accept(path, new ActionPage(clerk, door, json, action));
        return this;
    }

    /** Numbers for Prometheus. */
    public StatusPages metrics(String path, Meters meters) {
        return read(path, meters::answer);
    }

    private StatusPages read(String path, ReadPage.Asked asked) {
        front.accept(path, new ReadPage(clerk, asked));
        return this;
    }
}
