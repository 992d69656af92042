package tillmesh.desk;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import tillmesh.loop.Loop;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Request.Watch;
import tillmesh.protocol.Request.What;

/**
 * Who watches the state of the shop: told at once, then whenever it changed, at most twice a second. A tick looks for what
 * changes by the passing of time alone. Loop thread only.
 */
final class Watchers {
    /** Watchers hear of one thing no more often than this. */
    private static final long BREATH_MILLIS = 500;

    private final Loop loop;
    private final Audience audience;
    private final Map<What, Supplier<Notice>> sources;
    private final Map<What, Set<Line>> lines = new EnumMap<>(What.class);
    private final Map<What, Told> told = new EnumMap<>(What.class);
    private boolean coming;

    /** What all who watch were told last, and when. */
    private record Told(Notice notice, long atMillis) {}

    Watchers(Loop loop, Audience audience, Map<What, Supplier<Notice>> sources) {
        this.loop = loop;
        this.audience = audience;
        this.sources = sources;
        for (What what : What.values()) {
            lines.put(what, new LinkedHashSet<>());
        }
    }

    void watch(Line line, Watch request) {
        for (What what : request.what()) {
            Set<Line> watching = Objects.requireNonNull(lines.get(what));
            if (watching.add(line)) {
                loop.undo(() -> watching.remove(line));
            }
            Notice now = Objects.requireNonNull(sources.get(what)).get();
            loop.effect(() -> audience.tell(line, now));
        }
    }

    void gone(Line line) {
        lines.values().forEach(watching -> watching.remove(line));
    }

    /** Something that is watched may have changed: it is looked at after this note, and told if it did. */
    void soon() {
        if (!coming && lines.values().stream().anyMatch(watching -> !watching.isEmpty())) {
            coming = true;
            loop.undo(() -> coming = false);
            // A look that a fault ends is made up for by the next tick.
            loop.effect(() -> loop.must(this::tick));
        }
    }

    /** Tells what changed. */
    void tick() {
        coming = false;
        long millis = loop.millis();
        lines.forEach((what, watching) -> {
            Told before = told.get(what);
            if (watching.isEmpty() || (before != null && millis - before.atMillis() < BREATH_MILLIS)) {
                return;
            }
            Notice now = Objects.requireNonNull(sources.get(what)).get();
            if (before == null || !now.equals(before.notice())) {
                List<Line> to = List.copyOf(watching);
                loop.effect(() -> {
                    told.put(what, new Told(now, millis));
                    audience.tell(to, now);
                });
            }
        });
    }
}
