package tillmesh.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.desk.AdminBook;
import tillmesh.loop.Loop;
import tillmesh.protocol.Payloads;
import tillmesh.status.Outcome;
import tillmesh.status.StatusPages.Action;

/**
 * Has what administrators do written into the journal: who, what, when and what came of it. What was asked for in a wrong
 * form is no deed and is not written.
 */
final class AdminLog {
    private static final Logger LOG = LoggerFactory.getLogger(AdminLog.class);
    private static final int BY_LENGTH_MAX = 64;
    private static final int ABOUT_LENGTH_MAX = 200;
    private static final String NOBODY_SAID = "administrator";

    private final Loop loop;
    private final AdminBook book;

    AdminLog(Loop loop, AdminBook book) {
        this.loop = loop;
        this.book = book;
    }

    /**
     * The same action, written down when it is over.
     *
     * @param name of the action
     * @param about the member of what is sent that says what it is about; may be empty
     */
    Action of(String name, String about, Action action) {
        return new Action() {
            @Override
            public CompletionStage<Outcome> act(JsonNode asked) {
                return act(asked, "");
            }

            @Override
            public CompletionStage<Outcome> act(JsonNode asked, String from) {
                Payloads.Admin deed = deed(name, about, asked, from);
                return action.act(asked, from).thenCompose(outcome -> written(deed, outcome));
            }
        };
    }

    /** What is written about a deed. The one that holds the token is known by no other name than the one that was typed. */
    static Payloads.Admin deed(String name, String about, JsonNode asked, String from) {
        String by = short64(asked.path("by").asText("").strip());
        return new Payloads.Admin(
                name,
                "done",
                by.isEmpty() ? NOBODY_SAID : by,
                from,
                about.isEmpty() ? "" : shortened(asked.path(about).asText(""), ABOUT_LENGTH_MAX));
    }

    /** Writes a deed down whose action runs already on the loop. Within a note. */
    void write(Payloads.Admin deed) {
        book.write(deed);
    }

    private CompletionStage<Outcome> written(Payloads.Admin deed, Outcome outcome) {
        int status = outcome.httpStatus();
        if (status == 400 || status == 404) {
            return CompletableFuture.completedFuture(outcome);
        }
        Payloads.Admin told = status < 300
                ? deed
                : new Payloads.Admin(deed.action(), "refused", deed.by(), deed.from(), deed.about());
        // It was done: a disk that does not take the note must not make it look undone.
        return Service.now(loop, () -> {
                    book.write(told);
                    return outcome;
                })
                .exceptionally(why -> {
                    LOG.warn("'{}' is {} and could not be written into the journal.", told.action(), told.outcome());
                    return outcome;
                });
    }

    private static String short64(String text) {
        return shortened(text.replaceAll("\\p{Cntrl}", " "), BY_LENGTH_MAX);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
