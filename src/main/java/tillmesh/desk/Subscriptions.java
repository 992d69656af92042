package tillmesh.desk;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.fault.Refusal.Code;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.loop.Loop;
import tillmesh.protocol.Notice.Published;
import tillmesh.protocol.Request.Subscribe;

/**
 * Who follows which topics. A subscriber gets every entry of its topics in the order of this lane's journal, its own
 * included, each once: first what lies behind its cursor, in portions, then what is new. Loop thread only.
 */
final class Subscriptions {
    /** The word for the very beginning of the journal. */
    private static final String START = "start";
    /** Entries read for one subscriber in one note. */
    private static final int PORTION = 64;
    /** A subscriber with more bytes waiting than this is given no more until it has read some. */
    private static final long QUEUE_BYTES = 512 << 10;

    private static final Duration BREATH = Duration.ofMillis(20);

    private final Loop loop;
    private final Journal journal;
    private final Audience audience;
    private final Map<Line, Follower> followers = new HashMap<>();

    Subscriptions(Loop loop, Journal journal, Audience audience) {
        this.loop = loop;
        this.journal = journal;
        this.audience = audience;
    }

    /** One subscriber; {@code after} is the local number of the last entry it was given. */
    private static final class Follower {
        final List<String> topics;
        long after;
        boolean scheduled;

        Follower(List<String> topics, long after) {
            this.topics = topics;
            this.after = after;
        }

        boolean wants(String topic) {
            return topics.stream()
                    .anyMatch(wanted -> wanted.endsWith("*")
                            ? topic.startsWith(wanted.substring(0, wanted.length() - 1))
                            : topic.equals(wanted));
        }
    }

    Outcome subscribe(Ask ask, Subscribe request) {
        Long after = after(request.from());
        if (after == null) {
            return Outcome.refused(Code.BAD_REQUEST, "from is a cursor of an earlier PUBLISHED, or start.");
        }
        Follower before = followers.put(ask.line(), new Follower(List.copyOf(request.topics()), after));
        loop.undo(() -> put(ask.line(), before));
        loop.effect(this::pump);
        return Outcome.done();
    }

    private void put(Line line, @Nullable Follower follower) {
        if (follower == null) {
            followers.remove(line);
        } else {
            followers.put(line, follower);
        }
    }

    // A cursor of another disk says nothing here: the subscriber starts over and tells by the entry ids what it knows.
    private @Nullable Long after(@Nullable String from) {
        if (from == null) {
            return journal.lastId();
        }
        if (from.equals(START)) {
            return 0L;
        }
        int dash = from.indexOf('-');
        try {
            long id = Long.parseLong(from.substring(dash + 1));
            return dash > 0 && id >= 0 ? (from.substring(0, dash).equals(disk()) ? id : 0L) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private String disk() {
        return journal.storeId().substring(0, 8);
    }

    void gone(Line line) {
        followers.remove(line);
    }

    /** Something was written, or somebody came: gives everybody what they lack. After a commit. */
    void pump() {
        followers.forEach(this::schedule);
    }

    boolean any() {
        return !followers.isEmpty();
    }

    private void schedule(Line line, Follower follower) {
        if (!follower.scheduled && follower.after < journal.lastId()) {
            follower.scheduled = true;
            loop.must(() -> portion(line, follower));
        }
    }

    private void portion(Line line, Follower follower) {
        follower.scheduled = false;
        if (followers.get(line) != follower) {
            return;
        }
        if (audience.queuedBytes(line) > QUEUE_BYTES) {
            follower.scheduled = true;
            loop.after(BREATH, () -> portion(line, follower));
            return;
        }
        List<Appended> entries = journal.entries().after(follower.after, PORTION);
        for (Appended appended : entries) {
            if (follower.wants(appended.entry().draft().topic())) {
                Published published = published(appended);
                loop.effect(() -> audience.tell(line, published));
            }
            // Read inside the burst that may hold entries not flushed yet; the effect above waits for that flush too.
            long before = follower.after;
            follower.after = appended.id();
            loop.undo(() -> follower.after = before);
        }
        if (entries.size() == PORTION) {
            loop.effect(() -> schedule(line, follower));
        }
    }

    private Published published(Appended appended) {
        Entry entry = appended.entry();
        Draft draft = entry.draft();
        return new Published(
                disk() + "-" + appended.id(),
                entry.id().toString(),
                draft.topic(),
                draft.subject(),
                draft.payload(),
                draft.screen(),
                Objects.requireNonNull(entry.id().stream().origin().name()),
                entry.stamp().wallMillis());
    }
}
