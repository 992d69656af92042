package tillmesh.lease;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tillmesh.shop.LaneId;
import tillmesh.shop.TicketRange;

/**
 * The lanes of the shop and their votes. It changes by agreement and never by who happens to be in view: a majority is
 * more than half of the votes that exist, whoever is away. While it changes, the majorities of both the old and the new
 * votes are needed, so that there are never two disjoint ones.
 *
 * @param genesis the random id of the first roster that this one descends from; rosters of other descent are strangers
 * @param seats who votes
 * @param before who voted before the change under way; empty when none is
 * @param nextIndex the index of the next lane to come
 * @param version which state of the record this is
 */
public record Roster(String genesis, List<Seat> seats, List<Seat> before, int nextIndex, Version version)
        implements Fact {
    /** The one key of all rosters. */
    public static final String KEY = "roster";

    /** Takes copies. */
    public Roster {
        seats = List.copyOf(seats);
        before = List.copyOf(before);
    }

    /** The first roster of a shop: one lane. */
    public static Roster first(String genesis, LaneId lane, Version version) {
        Seat seat = new Seat(lane, TicketRange.INDEX_MIN, 1);
        return new Roster(genesis, List.of(seat), List.of(), TicketRange.INDEX_MIN + 1, version);
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public Roster as(Version newer) {
        return new Roster(genesis, seats, before, nextIndex, newer);
    }

    /** Whether these lanes have more than half of the votes, before and after a change under way. */
    public boolean majority(Collection<LaneId> lanes) {
        return majority(seats, lanes) && (before.isEmpty() || majority(before, lanes));
    }

    private static boolean majority(List<Seat> seats, Collection<LaneId> lanes) {
        int all = seats.stream().mapToInt(Seat::votes).sum();
        int present = seats.stream()
                .filter(seat -> lanes.contains(seat.lane()))
                .mapToInt(Seat::votes)
                .sum();
        return 2 * present > all;
    }

    /** Whether these are all lanes that vote, before and after a change under way. */
    public boolean all(Collection<LaneId> lanes) {
        return lanes.containsAll(seats.stream().map(Seat::lane).toList())
                && lanes.containsAll(before.stream().map(Seat::lane).toList());
    }

    /** The lane's seat. */
    public Optional<Seat> seat(LaneId lane) {
        return seats.stream().filter(seat -> seat.lane().equals(lane)).findFirst();
    }

    /** Whether no change is under way. */
    public boolean settled() {
        return before.isEmpty();
    }

    /** The beginning of the change that lets a lane vote. */
    public Roster enrolling(LaneId lane, Version newer) {
        List<Seat> more = new ArrayList<>(seats);
        more.add(new Seat(lane, nextIndex, 1));
        return new Roster(genesis, weighed(more), seats, nextIndex + 1, newer);
    }

    /** The beginning of the change that takes a lane's vote. The last lane stays. */
    public Roster retiring(LaneId lane, Version newer) {
        List<Seat> fewer =
                seats.stream().filter(seat -> !seat.lane().equals(lane)).toList();
        return fewer.isEmpty() ? this : new Roster(genesis, weighed(fewer), seats, nextIndex, newer);
    }

    /** The end of the change under way. */
    public Roster settled(Version newer) {
        return new Roster(genesis, seats, List.of(), nextIndex, newer);
    }

    // Of two lanes with a vote each none could go on without the other: the one that was there first counts twice.
    private static List<Seat> weighed(List<Seat> seats) {
        int first = seats.stream().mapToInt(Seat::index).min().orElse(0);
        boolean two = seats.size() == 2;
        return seats.stream()
                .map(seat -> new Seat(seat.lane(), seat.index(), two && seat.index() == first ? 2 : 1))
                .toList();
    }

    /**
     * Which of two rosters to go by: of one descent the newer, of two the larger one, then the one with the lower id. Every
     * lane that knows both chooses the same.
     */
    public static Roster of(@Nullable Roster known, Roster other) {
        if (known == null) {
            return other;
        }
        if (known.genesis.equals(other.genesis)) {
            return other.version.after(known.version) ? other : known;
        }
        Comparator<Roster> worth = Comparator.<Roster>comparingInt(roster -> roster.seats.size())
                .thenComparing(roster -> roster.genesis, Comparator.reverseOrder());
        return worth.compare(other, known) > 0 ? other : known;
    }
}
