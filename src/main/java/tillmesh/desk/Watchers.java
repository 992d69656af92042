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

/** Who watches the state of the shop: told at once, then whenever it changed, at most once a tick. Loop thread only. */
final class Watchers {
    private final Loop loop;
    private final Audience audience;
    private final Map<What, Supplier<Notice>> sources;
    private final Map<What, Set<Line>> lines = new EnumMap<>(What.class);
    private final Map<What, Notice> told = new EnumMap<>(What.class);

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

    /** Tells what changed since the last tick. */
    void tick() {
        lines.forEach((what, watching) -> {
            if (watching.isEmpty()) {
                return;
            }
            Notice now = Objects.requireNonNull(sources.get(what)).get();
            if (!now.equals(told.get(what))) {
                List<Line> to = List.copyOf(watching);
                loop.effect(() -> {
                    told.put(what, now);
                    audience.tell(to, now);
                });
            }
        });
    }
}
