package tillmesh.protocol;

import tillmesh.sim.Dice;

/** Random JSON as strangers write it: odd spacing, needless escapes, numbers that no double holds, empty and equal names. */
final class RandomJson {
    private static final String[] NUMBERS = {
        "0", "-0", "-0.0", "1e400", "-1E-400", "0.10", "123456789012345678901234567890", "1.0e+2", "9007199254740993"
    };
    private static final String[] NAMES = {"", "tableId", "lines", "status", "state", "opId", "type", "\\u0061", "é"};

    private final Dice dice;

    RandomJson(Dice dice) {
        this.dice = dice;
    }

    /** Any value. @param depth most levels of nesting, 0 for a plain one */
    String value(int depth) {
        return switch (depth == 0 ? dice.between(0, 3) : dice.between(0, 5)) {
            case 0 -> text();
            case 1 -> number();
            case 2 -> dice.oneOf("true", "false", "null");
            case 3 -> dice.oneOf(NUMBERS);
            case 4 -> object(depth);
            default -> array(depth);
        };
    }

    /** An object of at most {@code depth} levels, itself included. */
    String object(int depth) {
        StringBuilder json = new StringBuilder("{").append(space());
        for (int left = dice.between(0, 4); left > 0; left--) {
            String name = dice.oneIn(3) ? text() : '"' + dice.oneOf(NAMES) + '"';
            json.append(name).append(space()).append(':').append(space()).append(value(depth - 1));
            json.append(space()).append(left > 1 ? "," + space() : "");
        }
        return json.append('}').toString();
    }

    /** An array of at most {@code depth} levels, itself included. */
    String array(int depth) {
        StringBuilder json = new StringBuilder("[").append(space());
        for (int left = dice.between(0, 4); left > 0; left--) {
            json.append(value(depth - 1)).append(space()).append(left > 1 ? "," + space() : "");
        }
        return json.append(']').toString();
    }

    /** Mostly none. */
    String space() {
        return dice.oneIn(3) ? dice.oneOf(" ", "\t", "\r\n", "  ") : "";
    }

    /** A string of any characters, some of them escaped without need. */
    String text() {
        StringBuilder json = new StringBuilder("\"");
        String text = dice.text(12);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || (!Character.isSurrogate(c) && dice.oneIn(8))) {
                json.append(String.format(dice.oneOf("\\u%04x", "\\u%04X"), (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append(dice.oneIn(8) ? dice.oneOf("\\/", "\\ud83c\\udf55", "\\n") : "")
                .append('"')
                .toString();
    }

    private String number() {
        return dice.oneIn(2) ? Integer.toString(dice.nextInt()) : dice.nextInt(1000) + "." + dice.nextInt(100_000);
    }
}
