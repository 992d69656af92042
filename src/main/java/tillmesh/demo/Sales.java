package tillmesh.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tillmesh.demo.Teller.Tone;

/**
 * The sales of the scripted screens and how safe each is, by what the lanes said about it. Tells of one sale of each lane
 * whenever the shop has changed, and of those that were on one disk only. One thread; times are nanoseconds of one clock.
 */
final class Sales {
    private static final long SETTLED_NANOS = 400_000_000L;
    private static final long LONE_NANOS = 1_500_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Teller teller;
    private final Map<String, Lane> lanes = new TreeMap<>();
    private long cents;

    Sales(Teller teller, List<String> ids) {
        this.teller = teller;
        ids.forEach(id -> lanes.put(id, new Lane()));
    }

    /** What was sold at one lane. */
    private static final class Lane {
        private final Map<String, Sale> open = new LinkedHashMap<>();
        private long sold;
        private boolean curious;
        private String company = "";
        private @Nullable Sale traced;
        private boolean alone;
        private long waited;
        private long waitedNanosMax;
        private List<String> lastCopies = List.of();
    }

    /** One sale that was not known to be safe when it was last looked at. */
    private static final class Sale {
        private final int cents;
        private long paidNanos;
        private long safeNanos;
        private List<String> copies = List.of();

        private Sale(int cents) {
            this.cents = cents;
        }

        private boolean paid() {
            return paidNanos != 0;
        }

        private boolean safe() {
            return safeNanos != 0;
        }
    }

    /** Money is about to be taken: what is said about the operation from now on counts. */
    void paying(String lane, String opId, int amount) {
        of(lane).open.put(opId, new Sale(amount));
    }

    /** The lane acknowledged it: it is on that lane's disk. @return whether it is a sale, for the first time */
    boolean paid(String lane, String opId, long nanos) {
        Lane at = of(lane);
        Sale sale = at.open.get(opId);
        if (sale == null || sale.paid()) {
            return false;
        }
        sale.paidNanos = nanos;
        at.sold++;
        cents += sale.cents;
        if (at.curious) {
            at.curious = false;
            at.traced = sale;
        }
        return true;
    }

    /** It was not acknowledged. If it was kept all the same, the screen tries its next sale and nothing is told of this one. */
    void unanswered(String lane, String opId) {
        Sale sale = of(lane).open.get(opId);
        if (sale != null && !sale.paid()) {
            of(lane).open.remove(opId);
        }
    }

    /** A frame of a lane to one of its screens. */
    void heard(String lane, String frame, long nanos) {
        JsonNode said = Words.read(frame);
        Sale sale = of(lane).open.get(said.path("opId").asText());
        if (sale == null) {
            return;
        }
        List<String> copies = new ArrayList<>();
        said.path("copies").forEach(copy -> copies.add(copy.asText()));
        sale.copies = copies;
        if (!said.path("state").asText().equals("pending")) {
            sale.safeNanos = sale.safe() ? sale.safeNanos : nanos;
        } else {
            sale.safeNanos = 0;
        }
    }

    /** A lane hears others than before, or others again: its next sale is told. @param company those it hears, as a text */
    void company(String id, String company) {
        Lane lane = of(id);
        if (!lane.company.equals(company)) {
            lane.company = company;
            lane.curious = true;
        }
    }

    /** Looks at what has become safe and what waits. Several times a second. */
    void look(long nanos) {
        lanes.forEach((id, lane) -> {
            trace(id, lane, nanos);
            forget(lane, nanos);
            relief(id, lane, nanos);
        });
    }

    private void trace(String id, Lane lane, long nanos) {
        Sale sale = lane.traced;
        if (sale == null) {
            return;
        }
        long age = nanos - sale.paidNanos;
        if (sale.safe() && age > SETTLED_NANOS) {
            teller.tell(
                    Tone.GOOD,
                    String.format(
                            "%s sold %s: on its disk at once, safe on %s after %.1f ms",
                            id,
                            Catalog.money(sale.cents),
                            others(id, sale.copies),
                            Math.max(0, sale.safeNanos - sale.paidNanos) / NANOS_PER_MILLI));
            lane.traced = null;
        } else if (!sale.safe() && age > LONE_NANOS) {
            teller.tell(
                    Tone.WARN,
                    id + " sold " + Catalog.money(sale.cents) + ": on its disk at once, and only there until it hears"
                            + " another lane");
            lane.traced = null;
            lane.alone = true;
        }
    }

    private static void forget(Lane lane, long nanos) {
        for (Iterator<Sale> all = lane.open.values().iterator(); all.hasNext(); ) {
            Sale sale = all.next();
            // A little later: the third lane's copy is news of a safe sale too.
            if (sale.paid() && sale.safe() && nanos - sale.safeNanos > SETTLED_NANOS) {
                all.remove();
                lane.lastCopies = sale.copies;
                if (sale.safeNanos - sale.paidNanos > LONE_NANOS) {
                    lane.waited++;
                    lane.waitedNanosMax = Math.max(lane.waitedNanosMax, sale.safeNanos - sale.paidNanos);
                }
            }
        }
    }

    private void relief(String id, Lane lane, long nanos) {
        if (!lane.alone || lonely(lane, nanos) > 0 || lane.waited == 0) {
            return;
        }
        teller.tell(
                Tone.GOOD,
                String.format(
                        "%s: what was only there (%d sales) is safe on %s now; the first had waited %.0f s",
                        id, lane.waited, others(id, lane.lastCopies), lane.waitedNanosMax / NANOS_PER_SECOND));
        lane.alone = false;
        lane.waited = 0;
        lane.waitedNanosMax = 0;
    }

    private static long lonely(Lane lane, long nanos) {
        return lane.open.values().stream()
                .filter(sale -> sale.paid() && !sale.safe() && nanos - sale.paidNanos > LONE_NANOS)
                .count();
    }

    private static String others(String id, List<String> copies) {
        List<String> others =
                copies.stream().filter(copy -> !copy.equals(id)).sorted().toList();
        return others.isEmpty() ? "the cloud" : String.join(" and ", others);
    }

    private Lane of(String lane) {
        return java.util.Objects.requireNonNull(lanes.get(lane));
    }

    /**
     * What there was to sell so far.
     *
     * @param sold acknowledged sales
     * @param cents what they came to
     * @param byLane how many each lane has
     * @param lonely those that have been on one disk only for a while, by lane
     */
    record Sum(long sold, long cents, Map<String, Long> byLane, Map<String, Long> lonely) {}

    Sum sum(long nanos) {
        Map<String, Long> byLane = new TreeMap<>();
        Map<String, Long> lonely = new TreeMap<>();
        lanes.forEach((id, lane) -> {
            byLane.put(id, lane.sold);
            lonely.put(id, lonely(lane, nanos));
        });
        return new Sum(byLane.values().stream().mapToLong(Long::longValue).sum(), cents, byLane, lonely);
    }
}
