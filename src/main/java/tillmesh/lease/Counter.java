package tillmesh.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tillmesh.shop.LaneId;

/**
 * The ticket numbers of a day and an order type, dense over the whole shop.
 *
 * @param day the store's day, {@code 2026-11-21}
 * @param orderType its wire name
 * @param last the last number given, 0 when none was
 * @param given for each lane what it got last, so that asking again gives the same number and leaves no gap
 * @param version which state of the record this is
 */
public record Counter(String day, String orderType, long last, List<Given> given, Version version) implements Fact {
    /** Takes a copy. */
    public Counter {
        given = List.copyOf(given);
    }

    /**
     * The last number a lane got.
     *
     * @param lane who
     * @param incarnation in which life of its process
     * @param request for which of its requests
     * @param number what it got
     */
    public record Given(LaneId lane, int incarnation, long request, long number) {}

    @Override
    public String key() {
        return key(day, orderType);
    }

    /** The key of the counter of a day and type. */
    public static String key(String day, String orderType) {
        return "counter/" + day + "/" + orderType;
    }

    @Override
    public Counter as(Version newer) {
        return new Counter(day, orderType, last, given, newer);
    }

    /** The number that this request got before. */
    public Optional<Long> numberOf(LaneId lane, int incarnation, long request) {
        return given.stream()
                .filter(known ->
                        known.lane().equals(lane) && known.incarnation() == incarnation && known.request() == request)
                .map(Given::number)
                .findFirst();
    }

    /** The counter after one more number was given. */
    public Counter giving(Given next, Version newer) {
        List<Given> all = new ArrayList<>(given);
        all.removeIf(known -> known.lane().equals(next.lane()));
        all.add(next);
        return new Counter(day, orderType, next.number(), all, newer);
    }
}
