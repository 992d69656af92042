package tillmesh.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tillmesh.loop.Loop;
import tillmesh.shop.ScreenId;

/** Who is signed in, on which line. One line a screen: a newer one takes its place. Loop thread only. */
final class Roll {
    private final Loop loop;
    private final Set<Line> open = new HashSet<>();
    private final Map<Line, Terminal> byLine = new LinkedHashMap<>();
    private final Map<ScreenId, Terminal> byScreen = new LinkedHashMap<>();

    Roll(Loop loop) {
        this.loop = loop;
    }

    /** A socket opened. */
    void opened(Line line) {
        open.add(line);
    }

    /** Whether the socket is still there: a frame or a late sign-in may arrive after it has gone. */
    boolean isOpen(Line line) {
        return open.contains(line);
    }

    /** Signs a terminal in, on a line that is open. @return the terminal that had that screen's place on another line, if there was one */
    Optional<Terminal> in(Terminal terminal) {
        Terminal before = byScreen.put(terminal.holder().screen(), terminal);
        Terminal sameLine = byLine.put(terminal.line(), terminal);
        if (sameLine != null
                && !sameLine.holder().screen().equals(terminal.holder().screen())) {
            byScreen.remove(sameLine.holder().screen());
        }
        boolean moved = before != null && !before.line().equals(terminal.line());
        if (moved) {
            byLine.remove(before.line());
        }
        loop.undo(() -> {
            remove(terminal.line());
            // A line that has gone since stays gone.
            if (before != null && isOpen(before.line())) {
                byScreen.put(before.holder().screen(), before);
                byLine.put(before.line(), before);
            }
            if (sameLine != null) {
                byScreen.put(sameLine.holder().screen(), sameLine);
                byLine.put(sameLine.line(), sameLine);
            }
        });
        return moved ? Optional.of(before) : Optional.empty();
    }

    /** A line is gone. @return the terminal that was signed in on it, unless it has a newer line already */
    Optional<Terminal> out(Line line) {
        open.remove(line);
        return remove(line);
    }

    private Optional<Terminal> remove(Line line) {
        Terminal gone = byLine.remove(line);
        if (gone != null) {
            byScreen.remove(gone.holder().screen(), gone);
        }
        return Optional.ofNullable(gone);
    }

    Optional<Terminal> on(Line line) {
        return Optional.ofNullable(byLine.get(line));
    }

    Optional<Terminal> of(ScreenId screen) {
        return Optional.ofNullable(byScreen.get(screen));
    }

    /** All terminals, longest signed in first. A copy. */
    List<Terminal> all() {
        return List.copyOf(byLine.values());
    }

    /** The lines of all terminals but one. A copy. */
    Collection<Line> othersThan(Line line) {
        List<Line> others = new ArrayList<>(byLine.keySet());
        others.remove(line);
        return others;
    }

    int size() {
        return byLine.size();
    }
}
