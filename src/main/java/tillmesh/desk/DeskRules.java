package tillmesh.desk;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.LeasePolicy;
import tillmesh.lease.LeaseRules;
import tillmesh.peer.ShopCard;

/**
 * The settings of the use cases.
 *
 * @param orders rules of order leases
 * @param tables rules of table locks
 * @param tick how often expired leases are looked for; table locks at least every 15 s
 * @param zone where the shop's day ends
 * @param shop what this lane says of itself to the others
 * @param leases how lanes share leases; null when this lane is the whole shop and decides alone
 */
public record DeskRules(
        LeaseRules orders,
        LeaseRules tables,
        Duration tick,
        ZoneId zone,
        ShopCard shop,
        @Nullable LeasePolicy leases) {
    /** What the hub dialect's clients expect: 60 s, 45 s, 10 s grace, looked at every 20 s. */
    public static DeskRules usual(ZoneId zone) {
        Duration grace = Duration.ofSeconds(10);
        return new DeskRules(
                new LeaseRules(Duration.ofSeconds(60), grace),
                new LeaseRules(Duration.ofSeconds(45), grace),
                Duration.ofSeconds(20),
                zone,
                new ShopCard("", ""),
                null);
    }
}
