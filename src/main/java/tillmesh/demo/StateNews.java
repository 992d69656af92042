package tillmesh.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo's page shows; the component names are the members of its JSON.
 *
 * @param picture who is together with whom, in a sentence
 * @param sold sales of the scripted screens that were acknowledged
 * @param taken what they came to
 * @param tally what screens were told against what journals and the cloud have
 * @param cloud what the demo's cloud has; null when it has none of its own
 * @param told the newest lines of the terminal, oldest first
 */
record StateNews(
        String picture,
        long sold,
        String taken,
        List<One> lanes,
        Tally.Sum tally,
        DemoCloud.@Nullable News cloud,
        List<Teller.Told> told) {
    /**
     * One lane.
     *
     * @param state {@code running}, {@code cut}, {@code frozen} or {@code down}
     * @param cut whether its lines to the others are cut, also while it is frozen
     * @param exit with what its process ended, null while one lives
     * @param said what it said last; null when it can say nothing now
     * @param lonely acknowledged sales of its scripted screens that have been on one disk only for a while
     */
    record One(
            String id,
            String address,
            String state,
            boolean cut,
            @Nullable Integer exit,
            @Nullable Heard said,
            long sold,
            long lonely) {}

    /** As it is now. The demo's thread. */
    static StateNews of(Shop shop, DemoCloud.@Nullable News cloud) {
        Sales.Sum sum = shop.sold();
        return new StateNews(
                shop.picture(),
                sum.sold(),
                Catalog.money(sum.cents()),
                shop.lanes().stream()
                        .map(lane -> new One(
                                lane.id(),
                                lane.address(),
                                lane.state(),
                                lane.cut(),
                                lane.exit(),
                                lane.heard(),
                                sum.byLane().getOrDefault(lane.id(), 0L),
                                sum.lonely().getOrDefault(lane.id(), 0L)))
                        .toList(),
                tally(shop, cloud),
                cloud,
                shop.teller().newest());
    }

    private static Tally.Sum tally(Shop shop, DemoCloud.@Nullable News cloud) {
        if (cloud != null) {
            shop.tally().cloudHas(cloud.came());
        }
        List<String> heard = shop.lanes().stream()
                .filter(lane -> lane.heard() != null)
                .map(Lane::id)
                .toList();
        return shop.tally().sum(heard, cloud != null, System.nanoTime());
    }
}
