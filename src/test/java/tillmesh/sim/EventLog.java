package tillmesh.sim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Notice.AckRefused;
import tillmesh.protocol.Notice.Board;

/** Everything that happened in a shop-day, as a hash and its last lines. Two runs of one seed have the same hash. */
final class EventLog {
    private static final int LINES = 3_000;

    private final Agenda agenda;
    private final MessageDigest digest;
    private final ArrayDeque<String> last = new ArrayDeque<>();

    EventLog(Agenda agenda) {
        this.agenda = agenda;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Notes that something happened now. */
    void add(String what) {
        String line = agenda.millis() + " " + what;
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        last.add(line);
        if (last.size() > LINES) {
            last.remove();
        }
    }

    /** Notes what a screen was told. */
    void told(String device, Notice notice) {
        add(device + " < " + text(notice));
    }

    // What the machine says of itself (free space, folder names) differs from run to run and is left out.
    private static String text(Notice notice) {
        if (notice instanceof Board) {
            return "Board";
        }
        return notice instanceof AckRefused refused
                ? "AckRefused " + refused.opId() + " " + refused.code()
                : notice.toString();
    }

    /** The hash of all lines so far, 64 hex digits. Once. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The last lines. */
    @Override
    public String toString() {
        return String.join("\n", last);
    }
}
