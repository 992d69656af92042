package tillmesh.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tillmesh.desk.Bookkeeper;
import tillmesh.shop.Booking;
import tillmesh.shop.LaneId;

/** The back office of a shop: books an order once, however often it is asked, and takes its time. */
final class SimOffice {
    private final Stage stage;
    private final Map<String, Long> books = new HashMap<>();
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Set<LaneId> away = new HashSet<>();
    private int calls;
    private int mostAtOnce;
    private long takes = 200;

    SimOffice(Stage stage) {
        this.stage = stage;
    }

    /** How long a call takes from now on. */
    void takes(long millis) {
        takes = millis;
    }

    /** A lane gets no answers any more. */
    void cutOff(LaneId lane) {
        away.add(lane);
    }

    int calls() {
        return calls;
    }

    /** The most calls for one order that were under way at one moment, from all lanes. */
    int mostAtOnce() {
        return mostAtOnce;
    }

    long number(String ref) {
        return books.getOrDefault(ref, 0L);
    }

    /** The way of one lane to it. */
    Bookkeeper line(LaneId lane) {
        return (paid, configId, then) -> {
            String ref = String.valueOf(paid.draft().subject());
            calls++;
            mostAtOnce = Math.max(mostAtOnce, underWay.merge(ref, 1, Integer::sum));
            stage.agenda().in(takes, () -> {
                underWay.merge(ref, -1, Integer::sum);
                if (away.contains(lane)) {
                    then.accept(new Booking.NotBooked("It does not answer.", true));
                } else {
                    long number = books.computeIfAbsent(ref, fresh -> 4_711L + books.size());
                    then.accept(new Booking.Booked(number, "{\"a\":" + number + "}", null));
                }
            });
        };
    }
}
