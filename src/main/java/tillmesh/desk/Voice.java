package tillmesh.desk;

import java.util.List;
import tillmesh.loop.Loop;
import tillmesh.protocol.Notice;
import tillmesh.shop.ScreenId;

/** Says things after the commit, to those who are there then. Loop thread, within a note. */
final class Voice {
    private final Loop loop;
    private final Audience audience;
    private final Roll roll;

    Voice(Loop loop, Audience audience, Roll roll) {
        this.loop = loop;
        this.audience = audience;
        this.roll = roll;
    }

    /** To one line. */
    void to(Line line, Notice notice) {
        loop.effect(() -> audience.tell(line, notice));
    }

    /** To a screen, if it is signed in. */
    void to(ScreenId screen, Notice notice) {
        loop.effect(() -> roll.of(screen).ifPresent(terminal -> audience.tell(terminal.line(), notice)));
    }

    /** To a screen, if it is signed in; where an effect runs already. */
    void now(ScreenId screen, Notice notice) {
        roll.of(screen).ifPresent(terminal -> audience.tell(terminal.line(), notice));
    }

    /** To every terminal but the author. */
    void toOthers(Line author, Notice notice) {
        loop.effect(() -> audience.tell(roll.othersThan(author), notice));
    }

    /** To every terminal. */
    void toAll(Notice notice) {
        loop.effect(() -> audience.tell(roll.all().stream().map(Terminal::line).toList(), notice));
    }

    /** To every terminal but one screen, on whatever lane it wrote. */
    void toAllBut(String screen, Notice notice) {
        loop.effect(() -> audience.tell(
                roll.all().stream()
                        .filter(terminal -> !terminal.id().equals(screen))
                        .map(Terminal::line)
                        .toList(),
                notice));
    }

    /** To given lines. */
    void to(List<Line> lines, Notice notice) {
        loop.effect(() -> audience.tell(lines, notice));
    }

    /** Closes a line after what was said to it. */
    void close(Line line, int code, String reason) {
        loop.effect(() -> audience.close(line, code, reason));
    }

    /** The line may stay without signing in again. */
    void signedIn(Line line) {
        loop.effect(() -> audience.signedIn(line));
    }
}
