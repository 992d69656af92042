package tillmesh.node;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.Reports;
import tillmesh.desk.Reports.EventFacts;
import tillmesh.entry.EntryId;
import tillmesh.fault.Fault;
import tillmesh.journal.Reading;
import tillmesh.journal.Wanted;
import tillmesh.loop.Loop;
import tillmesh.status.Query;

/**
 * The journal over HTTP: the newest entries, and a search. A search reads the file from a connection of its own on a thread
 * of its own, so that no sale waits for it; only how far the found entries have come is asked of the loop.
 */
final class EventPages implements AutoCloseable {
    private static final int USUAL = 50;
    private static final int MAX = 1_000;
    private static final int FOUND_MAX = 200;
    private static final int TEXT_LENGTH_MAX = 100;
    private static final String TOPIC = "[a-z0-9._:-]{0,64}[*]?";
    private static final String LANE = "[A-Za-z0-9_.-]{1,32}";
    private static final String NUMBER = "[1-9][0-9]{0,17}";

    private final Loop loop;
    private final Reports reports;
    private final Path database;
    private final BackRoom room;
    private @Nullable Reading reading;

    EventPages(Loop loop, Reports reports, Path database, BackRoom room) {
        this.loop = loop;
        this.reports = reports;
        this.database = database;
        this.room = room;
    }

    /**
     * What a search found.
     *
     * @param events newest first
     * @param before to be sent as {@code before} with the next search; null when nothing older is left to look at
     */
    record Found(List<EventFacts> events, @Nullable Long before) {}

    /** Answers {@code GET /events}: a list as ever; with anything to look for, what was found. */
    CompletionStage<?> ask(Query query) {
        String text = query.text("search", "[^\\p{Cntrl}]{0," + TEXT_LENGTH_MAX + "}", "up to 100 characters");
        String topic = query.text("topic", TOPIC, "a topic such as order.paid, or its beginning and a star: order.*");
        String lane = query.text("lane", LANE, "the name of a lane");
        String before = query.text("before", NUMBER, "the number that the search before gave");
        if (text == null && topic == null && lane == null && before == null) {
            int limit = query.number("limit", USUAL, MAX);
            return Service.now(loop, () -> reports.events(limit));
        }
        Wanted wanted = new Wanted(
                blankToNull(text),
                blankToNull(topic),
                lane,
                before == null ? null : Long.valueOf(before),
                query.number("limit", USUAL, FOUND_MAX));
        return room.ask(() -> look(wanted))
                .thenCompose(found ->
                        Service.now(loop, () -> new Found(reports.events(found.entries()), found.before())));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    // On the room's thread, which alone has the connection.
    private Wanted.Found look(Wanted wanted) {
        try {
            Reading open = reading;
            if (open == null) {
                open = Reading.open(database);
                reading = open;
            }
            EntryId named = named(wanted.text());
            return named == null ? open.search(wanted) : open.search(named);
        } catch (Fault why) {
            shut();
            throw why;
        }
    }

    private static @Nullable EntryId named(@Nullable String text) {
        try {
            return text == null ? null : EntryId.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void shut() {
        Reading open = reading;
        reading = null;
        if (open != null) {
            open.close();
        }
    }

    /** To be called when the room takes no more work. */
    @Override
    public void close() {
        shut();
    }
}
