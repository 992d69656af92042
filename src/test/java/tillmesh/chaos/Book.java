package tillmesh.chaos;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tillmesh.chaos.rig.Findings;

/** Remembers every acknowledgement that ever came, and notices when a second answer differs from the first. Any thread. */
final class Book {
    private final Findings findings;
    private final Map<String, Op> asked = new HashMap<>();
    private final Map<String, Ack> acks = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private long repeats;

    Book(Findings findings) {
        this.findings = findings;
    }

    /**
     * What was answered.
     *
     * @param entryId the entry in the journal, empty when it made none
     * @param version the version of the order, 0 when there is none
     * @param ticket the ticket number that came before the answer, 0 when none did
     */
    record Ack(String entryId, long version, long ticket) {}

    synchronized void asked(Op op) {
        asked.put(op.id(), op);
    }

    synchronized void acked(Op op, Ack ack) {
        Ack first = acks.putIfAbsent(op.id(), ack);
        if (first != null) {
            repeats++;
            findings.unless(first.equals(ack), "%s was answered %s first and %s when asked again", op.id(), first, ack);
            return;
        }
        findings.unless(op.kind().written != ack.entryId().isEmpty(), "%s %s was answered %s", op.kind(), op.id(), ack);
        String order = op.order();
        if (order != null && op.version() > 0) {
            findings.unless(
                    ack.version() == op.version(),
                    "%s of %s should be version %d and is %d",
                    op.id(),
                    order,
                    op.version(),
                    ack.version());
            versions.merge(order, ack.version(), Math::max);
        }
    }

    /** The highest version of an order that was acknowledged, 0 when none was. */
    synchronized long version(String order) {
        return versions.getOrDefault(order, 0L);
    }

    synchronized @Nullable Op op(String id) {
        return asked.get(id);
    }

    /** All acknowledgements until now. */
    synchronized Map<String, Ack> acks() {
        return Map.copyOf(acks);
    }

    synchronized long ackCount() {
        return acks.size();
    }

    /** How many operations were asked again after they had been acknowledged. */
    synchronized long repeats() {
        return repeats;
    }

    /** How many operations were asked for whose names stand in the journal. */
    synchronized long namedCount() {
        return asked.values().stream().filter(Op::named).count();
    }

    /** The operation of an acknowledgement. */
    synchronized Op of(String id) {
        return Objects.requireNonNull(asked.get(id), id);
    }
}
