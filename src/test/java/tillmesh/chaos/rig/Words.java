package tillmesh.chaos.rig;

/** Reads single members of the node's messages, whose form the golden files of the protocol fix. */
public final class Words {
    private Words() {}

    /** The text member of that name, without unescaping; empty when there is none. */
    public static String text(String message, String name) {
        int at = message.indexOf("\"" + name + "\":\"");
        if (at < 0) {
            return "";
        }
        int from = at + name.length() + 4;
        return message.substring(from, message.indexOf('"', from));
    }

    /** The number member of that name; 0 when there is none. */
    public static long number(String message, String name) {
        int at = message.indexOf("\"" + name + "\":");
        if (at < 0) {
            return 0;
        }
        int from = at + name.length() + 3;
        int to = from;
        while (to < message.length() && Character.isDigit(message.charAt(to))) {
            to++;
        }
        return Long.parseLong(message, from, to, 10);
    }

    /** Whether the message is of that type. */
    public static boolean is(String message, String type) {
        return message.startsWith("{\"type\":\"" + type + "\"");
    }
}
