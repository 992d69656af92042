package tillmesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Locale;

/** The board of a lane in a few lines for a person at a terminal. */
final class StatsText {
    private final PrintStream out;

    StatsText(PrintStream out) {
        this.out = out;
    }

    void print(JsonNode stats) {
        // A file knows nothing of screens.
        boolean running = !stats.path("health").asText().equals("closed");
        String life = running
                ? stats.path("health").asText() + ", up "
                        + time(stats.path("uptimeSeconds").asLong())
                : "no node runs; this is what the file says";
        line("lane", stats.path("lane").asText() + ": " + life);
        stats.path("troubles")
                .forEach(trouble -> line(
                        "trouble",
                        trouble.path("what").asText() + " "
                                + trouble.path("hint").asText()));
        JsonNode sales = stats.path("sales");
        line(
                "entries",
                sales.path("pending").asLong() + " only here, "
                        + sales.path("peerAck").asLong() + " on other lanes, "
                        + sales.path("cloudAck").asLong() + " in the cloud, "
                        + sales.path("setAside").asLong()
                        + " set aside");
        if (stats.path("oldestUnsafeSeconds").isNumber()) {
            line("oldest unsafe", time(stats.path("oldestUnsafeSeconds").asLong()));
        }
        if (running) {
            line(
                    "screens",
                    stats.path("screens").size() + ", order leases "
                            + stats.path("leases").size() + ", table locks "
                            + stats.path("locks").size());
        }
        JsonNode disk = stats.path("disk");
        line(
                "disk",
                "database " + bytes(disk.path("databaseBytes").asLong()) + ", log "
                        + bytes(disk.path("walBytes").asLong()) + ", free "
                        + bytes(disk.path("freeBytes").asLong()));
    }

    private void line(String name, String text) {
        out.printf("%-14s %s%n", name, text);
    }

    private static String time(long seconds) {
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }

    private static String bytes(long bytes) {
        if (bytes < 1 << 20) {
            return (bytes + 1023) / 1024 + " KiB";
        }
        return bytes < 1L << 30
                ? (bytes >> 20) + " MiB"
                : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
