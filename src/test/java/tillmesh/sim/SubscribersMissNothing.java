package tillmesh.sim;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.Line;
import tillmesh.protocol.Notice.Published;
import tillmesh.protocol.Request.Subscribe;

/** A subscriber of everything is given every entry after its cursor, once, in order. */
final class SubscribersMissNothing implements Checker {
    private final Sightings seen;
    private final Map<Line, Following> following = new HashMap<>();

    private static final class Following {
        long last;
        boolean everything;
        int subscriptions;
    }

    SubscribersMissNothing(Sightings seen) {
        this.seen = seen;
    }

    @Override
    public void asked(Asked asked) {
        if (asked.request() instanceof Subscribe subscribe) {
            Following now = following.computeIfAbsent(asked.line(), line -> new Following());
            now.subscriptions++;
            now.everything = subscribe.topics().contains("*");
        }
    }

    @Override
    public void told(Telling telling) {
        if (telling.notice() instanceof Published published) {
            String cursor = published.cursor();
            long id = Long.parseLong(cursor.substring(cursor.indexOf('-') + 1));
            @Nullable Following line = following.get(telling.line());
            Violation.unless(line != null, "%s was given what it did not ask for", telling.line());
            // A second subscription on a line begins anywhere, at a moment that is not seen from here.
            if (line != null && line.last > 0 && line.subscriptions == 1) {
                boolean next = line.everything ? id == line.last + 1 : id > line.last;
                Violation.unless(next, "%s was given %d after %d", telling.line(), id, line.last);
                seen.saw(Sighting.SUBSCRIBER_CAUGHT_UP);
            }
            if (line != null) {
                line.last = id;
            }
        }
    }

    @Override
    public void closed(Line line) {
        following.remove(line);
    }
}
