package tillmesh.bench;

import tillmesh.chaos.rig.TextFrame;

/** What a screen sends as one sale, with a payload of 1 KB. */
enum Sale {
    /** A free message: written, told to nobody else. */
    PUBLISH {
        @Override
        TextFrame frame(int screen) {
            return TextFrame.of(
                    "{\"type\":\"PUBLISH\",\"opId\":\"" + OP + "\",\"topic\":\"transaction\",\"subject\":\"till-"
                            + screen + "\",\"payload\":" + payload(screen, BASE) + "}");
        }
    },

    /** A new version of the screen's own order: written, and told to every other screen. */
    ORDER {
        @Override
        TextFrame frame(int screen) {
            return TextFrame.of("{\"type\":\"ORDER_SNAPSHOT\",\"opId\":\"" + OP + "\",\"posReference\":\""
                    + order(screen) + "\",\"baseVersion\":" + BASE + ",\"snapshot\":" + payload(screen, "0") + "}");
        }
    };

    /** Digits of an operation's name. */
    static final int OP_DIGITS = 12;

    private static final String OP = "#".repeat(OP_DIGITS);
    private static final String BASE = "~".repeat(10);
    private static final int PAYLOAD_BYTES = 1024;

    /** The frame; slot 0 is the name of the operation, slot 1 the version it is based on. */
    abstract TextFrame frame(int screen);

    /** The order of a screen. */
    static String order(int screen) {
        return "NU/CFG1/S1/" + (1_712_000_000_000L + screen);
    }

    private static String payload(int screen, String number) {
        StringBuilder payload = new StringBuilder(
                "{\"number\":" + number + ",\"status\":\"open\",\"tableId\":" + (screen + 1) + ",\"lines\":[");
        String line = "";
        for (int product = 1; payload.length() + 70 < PAYLOAD_BYTES; product++) {
            payload.append(line.isEmpty() ? "" : ",");
            line = "{\"id\":\"l" + product + "\",\"productId\":" + product + ",\"qty\":2,\"price\":3.50}";
            payload.append(line);
        }
        payload.append("],\"note\":\"");
        payload.append("x".repeat(Math.max(0, PAYLOAD_BYTES - payload.length() - 2)));
        return payload.append("\"}").toString();
    }
}
