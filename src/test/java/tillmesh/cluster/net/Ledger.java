package tillmesh.cluster.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tillmesh.chaos.rig.Findings;

/**
 * What the tills of all lanes were told: each acknowledgement, each firm lease and for how long it was surely held. Any
 * thread; all times are of the one monotonic clock of this process.
 */
final class Ledger {
    private final Findings findings;
    private final Map<String, Sale> asked = new HashMap<>();
    private final Map<String, String> acked = new HashMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private final List<Hold> holds = new ArrayList<>();
    private long provisional;
    private long repeats;

    Ledger(Findings findings) {
        this.findings = findings;
    }

    /**
     * A version of an order that a till asked for.
     *
     * @param operation the name under which it was asked for, by this device only
     * @param written whether it makes a version; else it only leaves a note in the journal
     */
    record Sale(String operation, String device, String order, boolean paid, boolean written) {}

    /**
     * A firm lease as far as it is certain from outside: from the moment the first firm grant was heard until the moment
     * when something was sent that was then answered with a firm grant again. The lane held it longer than that.
     */
    record Hold(String order, String device, String lane, long fromNanos, long untilNanos) {
        boolean overlaps(Hold other) {
            return !device.equals(other.device)
                    && Math.max(fromNanos, other.fromNanos) < Math.min(untilNanos, other.untilNanos);
        }

        @Override
        public String toString() {
            return device + " at " + lane + " from " + fromNanos / 1_000_000 + " to " + untilNanos / 1_000_000 + " ms";
        }
    }

    synchronized void asked(Sale sale) {
        asked.put(sale.operation(), sale);
    }

    /** An operation was done. @param entry the name of its entry */
    synchronized void acked(String operation, String entry) {
        String first = acked.putIfAbsent(operation, entry);
        if (first != null) {
            repeats++;
            findings.unless(
                    first.equals(entry), "%s was answered %s first and %s when asked again", operation, first, entry);
        }
        findings.unless(!entry.isEmpty(), "%s was acknowledged without an entry", operation);
    }

    synchronized void refused(String code) {
        refused.merge(code, 1, Integer::sum);
    }

    synchronized void held(Hold hold) {
        holds.add(hold);
    }

    /** How many firm leases a lane has given. */
    synchronized long firm(String lane) {
        return holds.stream().filter(hold -> hold.lane().equals(lane)).count();
    }

    synchronized void heldProvisionally() {
        provisional++;
    }

    /** What was asked for under that name, null when nothing was. */
    synchronized @Nullable Sale sale(String operation) {
        return asked.get(operation);
    }

    /** All acknowledgements until now: operation to entry. */
    synchronized Map<String, String> acks() {
        return Map.copyOf(acked);
    }

    synchronized long ackCount() {
        return acked.size();
    }

    /** Writes down each pair of firm holders of one order at one time. */
    synchronized void judgeHolds() {
        Map<String, List<Hold>> byOrder = new HashMap<>();
        holds.forEach(hold ->
                byOrder.computeIfAbsent(hold.order(), any -> new ArrayList<>()).add(hold));
        byOrder.forEach((order, some) -> {
            for (int one = 0; one < some.size(); one++) {
                for (int other = one + 1; other < some.size(); other++) {
                    findings.unless(
                            !some.get(one).overlaps(some.get(other)),
                            "%s had two firm holders: %s, and %s",
                            order,
                            some.get(one),
                            some.get(other));
                }
            }
        });
    }

    @Override
    public synchronized String toString() {
        return acked.size() + " acknowledgements (" + repeats + " asked again), " + holds.size() + " firm leases, "
                + provisional + " provisional ones, refused " + refused;
    }
}
