package tillmesh.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.DeskMemory;
import tillmesh.lease.Resource;
import tillmesh.lease.Roster;
import tillmesh.peer.LeaseRegister;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Request;

/**
 * ML1 over whole lanes: at no moment do two lanes let a screen write the same under a lease that both call firm. A manager who
 * takes over from a lane that does not answer is let in at once; that lane finds out with its next renewal.
 */
final class OneFirmHolder implements Checker {
    /** A request travels for 3 s, the holder has 1 s to yield, and its session lasts 14 s at most. */
    private static final long FORCED_MILLIS = 20_000;

    private final Sightings seen;
    private final Map<Resource, Long> forced = new HashMap<>();
    private boolean mayBeApart;
    private long apartMillis = -FORCED_MILLIS;

    OneFirmHolder(Sightings seen) {
        this.seen = seen;
    }

    @Override
    public void asked(Asked asked) {
        if (asked.request() instanceof Request.AskLease ask && ask.force()) {
            forced.put(Resource.order(ask.order()), asked.at());
        } else if (asked.request() instanceof Request.ForceTableLock lock) {
            forced.put(Resource.table(lock.tableId()), asked.at());
        }
    }

    @Override
    public void told(Telling telling) {
        Notice notice = telling.notice();
        if (notice instanceof Notice.LeaseGranted granted) {
            seen.saw(granted.provisional() ? Sighting.PROVISIONAL_GRANT : Sighting.FIRM_GRANT);
        } else if (notice instanceof Notice.LeaseRevoked revoked
                && revoked.reason().startsWith("Taken over")) {
            seen.saw(Sighting.TAKEN_OVER_ELSEWHERE);
        } else if (notice instanceof Notice.LeaseDenied denied
                && denied.reason().startsWith("The other lanes")) {
            seen.saw(Sighting.NOBODY_GRANTS);
        } else if (notice instanceof Notice.TicketNumber ticket) {
            seen.saw(ticket.ticketNumber() < 10_000 ? Sighting.TICKET_OF_SHOP : Sighting.TICKET_OF_LANE);
        }
    }

    /**
     * The settings do not say how many lanes there are: those that have lost their disks and meet nobody else take themselves
     * for a new shop, and what is firm in one shop says nothing about the other, nor for a session after they have met.
     */
    void shopsMayBeFoundedApart() {
        mayBeApart = true;
    }

    void look(List<MeshLane> lanes, long now) {
        if (mayBeApart && shops(lanes) > 1) {
            apartMillis = now;
            seen.saw(Sighting.FOUNDED_APART);
        }
        Map<Resource, String> holders = new HashMap<>();
        for (MeshLane lane : lanes) {
            @Nullable SimNode node = lane.node();
            if (node != null) {
                DeskMemory.firm(node.desk()).forEach((resource, screen) -> {
                    @Nullable String other = holders.put(resource, lane.lane() + " for " + screen);
                    long since = Math.max(apartMillis, forced.getOrDefault(resource, -FORCED_MILLIS));
                    Violation.unless(
                            other == null || now - since < FORCED_MILLIS,
                            "ML1: %s is firm at %s and at %s for %s",
                            resource,
                            other,
                            lane.lane(),
                            screen);
                });
            }
        }
    }

    private static long shops(List<MeshLane> lanes) {
        return lanes.stream()
                .flatMap(lane -> Optional.ofNullable(lane.node()).stream())
                .flatMap(node -> node.desk().mesh().shared().map(LeaseRegister::roster).map(Roster::genesis).stream())
                .distinct()
                .count();
    }
}
