package tillmesh.config;

import java.time.Duration;
import java.util.Locale;

/** Numbers with a unit and a range. */
final class Units {
    private Units() {}

    private static final String DURATION = "Write a whole number and a unit: 500ms, 20s, 5m, 2h or 30d";
    private static final String SIZE = "Write a whole number and a unit: 64KiB, 8MiB or 1GiB";

    /** A duration such as {@code 20s}, both ends included. */
    static Form<Duration> duration(Duration least, Duration most) {
        return text -> {
            Duration value = duration(text);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw range(text, shown(least), shown(most));
            }
            return value;
        };
    }

    /** A number of bytes such as {@code 8MiB}, both ends included. */
    static Form<Long> size(String least, String most) {
        return text -> {
            long value = size(text);
            if (value < size(least) || value > size(most)) {
                throw range(text, least, most);
            }
            return value;
        };
    }

    /** A whole number, both ends included. */
    static Form<Integer> whole(int least, int most) {
        return text -> {
            long value = digits(text, "Write a whole number from " + least + " to " + most);
            if (value < least || value > most) {
                throw range(text, Integer.toString(least), Integer.toString(most));
            }
            return (int) value;
        };
    }

    private static Duration duration(String text) throws Form.Unreadable {
        int split = firstLetter(text);
        long number = digits(text.substring(0, split).strip(), DURATION);
        long millis = switch (text.substring(split).toLowerCase(Locale.ROOT)) {
            case "ms" -> 1L;
            case "s" -> 1000L;
            case "m" -> 60_000L;
            case "h" -> 3_600_000L;
            case "d" -> 86_400_000L;
            case "" ->
                throw new Form.Unreadable(
                        "'" + text + "' has no unit",
                        "Write " + number + "s for seconds, " + number + "ms for milliseconds");
            default -> throw new Form.Unreadable("'" + text + "' is no duration", DURATION);
        };
        return Duration.ofMillis(times(text, number, millis, DURATION));
    }

    private static long size(String text) throws Form.Unreadable {
        int split = firstLetter(text);
        long number = digits(text.substring(0, split).strip(), SIZE);
        String unit = text.substring(split);
        long bytes = switch (unit.toLowerCase(Locale.ROOT)) {
            case "b" -> 1L;
            case "kib" -> 1L << 10;
            case "mib" -> 1L << 20;
            case "gib" -> 1L << 30;
            case "" -> throw new Form.Unreadable("'" + text + "' has no unit", SIZE);
            case "k", "kb", "m", "mb", "g", "gb" ->
                throw new Form.Unreadable(
                        "'" + unit + "' may mean thousands or 1024s",
                        "Write " + number + unit.substring(0, 1).toUpperCase(Locale.ROOT) + "iB");
            default -> throw new Form.Unreadable("'" + text + "' is no size", SIZE);
        };
        return times(text, number, bytes, SIZE);
    }

    private static int firstLetter(String text) {
        int at = 0;
        while (at < text.length() && !Character.isLetter(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static long digits(String text, String whatToWrite) throws Form.Unreadable {
        if (text.isEmpty() || text.length() > 15) {
            throw new Form.Unreadable("'" + text + "' is no whole number of this size", whatToWrite);
        }
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                throw new Form.Unreadable("'" + text + "' is no whole number", whatToWrite);
            }
        }
        return Long.parseLong(text);
    }

    private static long times(String text, long number, long unit, String whatToWrite) throws Form.Unreadable {
        if (number > Long.MAX_VALUE / unit) {
            throw new Form.Unreadable("'" + text + "' is larger than anything that can be counted", whatToWrite);
        }
        return number * unit;
    }

    private static Form.Unreadable range(String text, String least, String most) {
        return new Form.Unreadable(text + " is out of range", "Write something from " + least + " to " + most);
    }

    /** A duration in the largest unit that fits it. */
    private static String shown(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + "d";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
