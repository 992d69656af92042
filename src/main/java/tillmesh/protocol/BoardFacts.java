package tillmesh.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the dashboard shows; its components are the members of BOARD. Times are ISO-8601 UTC. */
public record BoardFacts(
        String lane,
        String version,
        String at,
        long uptimeSeconds,
        String health,
        List<Trouble> troubles,
        Sales sales,
        @Nullable Long oldestUnsafeSeconds,
        Mesh mesh,
        List<Screen> screens,
        List<Lease> leases,
        List<Lock> locks,
        List<Event> events,
        Disk disk,
        Work loop) {

    /** Something is wrong. @param hint what to do */
    public record Trouble(String what, String since, String hint) {}

    /** Entries by state. */
    public record Sales(long pending, long peerAck, long cloudAck, long setAside) {}

    /** The shop as this lane sees it. @param majority whether most of the votes are in its view */
    public record Mesh(String coordinator, boolean majority, List<Lane> lanes) {}

    /**
     * A lane that this one has heard of.
     *
     * @param state {@code here}, {@code up} (in view, but it does not answer) or {@code away}
     * @param since when it came, was heard last, or went
     * @param entriesBehind entries that this lane wrote and that one has not acknowledged
     */
    public record Lane(String id, String state, String since, long entriesBehind) {}

    /** A signed-in screen. */
    public record Screen(
            String terminalId,
            String name,
            String role,
            int uid,
            long connectedSeconds,
            long lastSeenSeconds,
            long queuedBytes) {}

    /** An order lease in force. */
    public record Lease(String posReference, String terminalId, String name, long secondsLeft, boolean connected) {}

    /** A table lock in force. */
    public record Lock(int tableId, String terminalId, String userName, long secondsLeft) {}

    /** One of the newest entries. */
    public record Event(
            String entryId,
            String topic,
            @Nullable String subject,
            String at,
            String state,
            @Nullable String terminalId) {}

    /** Bytes. @param accepting whether new entries are taken */
    public record Disk(
            long databaseBytes,
            long walBytes,
            long walMaxBytes,
            long freeBytes,
            long freeMinBytes,
            boolean accepting) {}

    /** How busy the one thread is. */
    public record Work(long queued, long notesPerSecond) {}
}
