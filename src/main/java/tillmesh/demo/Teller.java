package tillmesh.demo;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Tells what happens, a line each, and remembers the newest ones for the page. One thread, but for {@link #plain}. */
final class Teller {
    private static final int KEPT = 60;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String OFF = "\u001b[0m";
    private static final String FAINT = "\u001b[2m";

    private final PrintStream out;
    private final boolean coloured;
    private final Deque<Told> newest = new ArrayDeque<>();

    /** @param coloured whether {@code out} is a terminal that shows colours */
    Teller(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    /** How something is to be taken. */
    enum Tone {
        GOOD("\u001b[32m"),
        WARN("\u001b[33m"),
        BAD("\u001b[31m"),
        PLAIN("");

        private final String escape;

        Tone(String escape) {
            this.escape = escape;
        }
    }

    /** A line that was told. @param at the time of day */
    record Told(String at, String tone, String what) {}

    void tell(Tone tone, String what) {
        String at = LocalTime.now(java.time.ZoneId.systemDefault()).format(CLOCK);
        newest.addLast(new Told(at, tone.name().toLowerCase(java.util.Locale.ROOT), what));
        if (newest.size() > KEPT) {
            newest.removeFirst();
        }
        plain(coloured ? FAINT + at + OFF + "  " + tone.escape + what + OFF : at + "  " + what);
    }

    /** A line that is no news. */
    void plain(String line) {
        out.println(line);
        out.flush();
    }

    /** The newest lines, oldest first. */
    List<Told> newest() {
        return List.copyOf(newest);
    }
}
