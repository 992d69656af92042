package tillmesh.desk;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Roster;
import tillmesh.lease.Seat;
import tillmesh.peer.LeaseRegister;
import tillmesh.peer.Neighbours;
import tillmesh.shop.LaneId;

/** Which lanes vote about leases, and how one that will not come back is taken out. Loop thread, within a note. */
public final class Electorate {
    /** A lane that has been away for so long may be gone for good: people are asked whether to retire it. */
    static final Duration LONG_AWAY = Duration.ofDays(7);

    private final Neighbours neighbours;
    private final LanesNews lanes;
    private final @Nullable LeaseRegister register;

    /** @param desk whose lane asks */
    public Electorate(Desk desk) {
        this.neighbours = desk.rooms().neighbours();
        this.lanes = desk.rooms().lanes();
        this.register = desk.register();
    }

    /**
     * {@code GET /lanes}.
     *
     * @param lane this one
     * @param coordinator who grants, as far as this lane knows
     * @param majority whether more than half of all votes are in view here
     * @param lanes who votes; empty in a lane that is the whole shop, or before two have met
     */
    public record Votes(String lane, String coordinator, boolean majority, List<Vote> lanes) {}

    /**
     * @param index the lane's number, for tickets while it is cut off
     * @param inView whether this lane sees it now
     * @param awayDays for how many whole days it has been away, counted from this node's start at the earliest
     * @param retire whether that is so long that somebody should retire it or bring it back: its vote counts against every majority
     */
    public record Vote(String lane, int index, int votes, boolean inView, long awayDays, boolean retire) {}

    /** See {@link Votes}. */
    public Votes votes() {
        Roster roster = register == null ? null : register.roster();
        List<Seat> seats = roster == null ? List.of() : roster.seats();
        Set<LaneId> inView = inView();
        return new Votes(
                neighbours.self().lane().name(),
                neighbours.view().coordinator().lane().name(),
                register == null || register.majority(),
                seats.stream()
                        .map(seat -> vote(seat, inView.contains(seat.lane())))
                        .toList());
    }

    private Vote vote(Seat seat, boolean inView) {
        Duration away = inView ? Duration.ZERO : lanes.awayFor(seat.lane());
        boolean retire = away.compareTo(LONG_AWAY) >= 0;
        return new Vote(seat.lane().name(), seat.index(), seat.votes(), inView, away.toDays(), retire);
    }

    private Set<LaneId> inView() {
        return neighbours.view().members().stream().map(member -> member.lane()).collect(Collectors.toSet());
    }

    /** Why a lane cannot be retired now, in a sentence that says what to do; null when it can. */
    public @Nullable String whyNot(LaneId lane) {
        if (register == null) {
            return "This lane is the whole shop (peer.stack is none): there is nobody to retire.";
        }
        if (!votes(lane)) {
            return "Lane " + lane + " has no vote. GET /lanes lists those that have.";
        }
        if (inView().contains(lane)) {
            return "Lane " + lane + " is here and would be taken in again at once. Stop its node first.";
        }
        if (!register.majority()) {
            return "Fewer than half of the votes are here, and only a majority may decide. Start more lanes first.";
        }
        return null;
    }

    /** Whether a lane has a vote. */
    public boolean votes(LaneId lane) {
        Roster roster = register == null ? null : register.roster();
        return roster != null && roster.seat(lane).isPresent();
    }

    /** Asks whoever grants to take the lane out. It is done when {@link #votes(LaneId)} says so. */
    public void retire(LaneId lane) {
        if (register != null) {
            register.retire(lane);
        }
    }
}
