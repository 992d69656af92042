package tillmesh.peer.jgroups;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tillmesh.lease.Ballot;
import tillmesh.lease.Claim;
import tillmesh.lease.Counter;
import tillmesh.lease.Fact;
import tillmesh.lease.Holder;
import tillmesh.lease.Home;
import tillmesh.lease.Recall;
import tillmesh.lease.Resource;
import tillmesh.lease.Roster;
import tillmesh.lease.Seat;
import tillmesh.lease.Session;
import tillmesh.lease.Standing;
import tillmesh.lease.Version;
import tillmesh.peer.LeaseMessage;
import tillmesh.peer.LeaseMessage.Accept;
import tillmesh.peer.LeaseMessage.Accepted;
import tillmesh.peer.LeaseMessage.Ask;
import tillmesh.peer.LeaseMessage.AskTicket;
import tillmesh.peer.LeaseMessage.Denial;
import tillmesh.peer.LeaseMessage.Denied;
import tillmesh.peer.LeaseMessage.Granted;
import tillmesh.peer.LeaseMessage.Learned;
import tillmesh.peer.LeaseMessage.Lost;
import tillmesh.peer.LeaseMessage.Nack;
import tillmesh.peer.LeaseMessage.Prepare;
import tillmesh.peer.LeaseMessage.Promise;
import tillmesh.peer.LeaseMessage.Release;
import tillmesh.peer.LeaseMessage.Renew;
import tillmesh.peer.LeaseMessage.Renewed;
import tillmesh.peer.LeaseMessage.Retire;
import tillmesh.peer.LeaseMessage.Revoke;
import tillmesh.peer.LeaseMessage.Ticket;
import tillmesh.peer.LeaseMessage.Yielded;
import tillmesh.peer.PeerMessage;
import tillmesh.shop.LaneId;
import tillmesh.shop.OrderRef;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;
import tillmesh.sim.Dice;

/** Messages about leases to try. */
final class LeaseSamples {
    private static final String DISK = "00112233445566778899aabbccddeeff";
    private static final Ballot BALLOT = new Ballot(1_790_000_000L, 2405, 0x3a90c1);
    private static final Home HOME = new Home(new LaneId("L1"), DISK);
    private static final Resource ORDER = Resource.order(new OrderRef("A-1"));
    private static final Claim CLAIM = new Claim(
            ORDER,
            Standing.FIRM,
            BALLOT.token(3),
            new Holder(new ScreenId("till-1"), 7, Role.WAITER, "Ana"),
            HOME,
            new Version(BALLOT, 9));

    private LeaseSamples() {}

    /** By the name of its golden file. */
    static Map<String, PeerMessage> fixed() {
        Map<String, PeerMessage> all = new LinkedHashMap<>();
        all.put("prepare", new Prepare(BALLOT));
        all.put("promise", new Promise(BALLOT, DISK, Recall.WHOLE, facts(), List.of(CLAIM)));
        all.put("nack", new Nack(Ballot.NONE, BALLOT));
        all.put("accept", new Accept(BALLOT, 10, List.of(CLAIM.ended(new Version(BALLOT, 10)))));
        all.put("accepted", new Accepted(BALLOT, 10, DISK, Recall.WAITED));
        all.put("learned", new Learned(BALLOT));
        all.put("renew", new Renew(4, DISK, List.of(CLAIM)));
        all.put(
                "renewed",
                new Renewed(
                        4,
                        Standing.PROVISIONAL,
                        new Version(BALLOT, 9),
                        List.of(CLAIM),
                        List.of(new Lost(Resource.table(5), BALLOT.token(1), "Bo"))));
        all.put("ask", new Ask(8, DISK, ORDER, new Holder(new ScreenId("till-2"), 1, Role.MANAGER, ""), true));
        all.put("granted", new Granted(8, CLAIM));
        all.put("denied", new Denied(8, Denial.HELD, "Ana", "L2"));
        all.put("release", new Release(ORDER, BALLOT.token(3)));
        all.put("revoke", new Revoke(2, ORDER, BALLOT.token(3), "Bo"));
        all.put("yielded", new Yielded(2));
        all.put("ask_ticket", new AskTicket(9, "2026-11-21", "dine_in", 41));
        all.put("ticket", new Ticket(9, 42L));
        all.put("retire", new Retire(new LaneId("L9")));
        return all;
    }

    private static List<Fact> facts() {
        Version version = new Version(BALLOT, 9);
        return List.of(
                CLAIM,
                new Session(HOME, 15_900, version),
                new Roster("9f", List.of(new Seat(new LaneId("L1"), 10, 2)), List.of(), 12, version),
                new Counter(
                        "2026-11-21",
                        "dine_in",
                        41,
                        List.of(new Counter.Given(new LaneId("L2"), 0x5f3a90c1, 6, 41)),
                        version));
    }

    /** Any message about leases. */
    static LeaseMessage any(Dice dice) {
        return switch (dice.nextInt(9)) {
            case 0 -> new Promise(ballot(dice), dice.text(40), dice.oneOf(Recall.values()), facts(dice), claims(dice));
            case 1 -> new Accept(ballot(dice), dice.nextLong(0, Long.MAX_VALUE), facts(dice));
            case 2 -> new Accepted(ballot(dice), dice.nextInt(0, 9), dice.text(40), dice.oneOf(Recall.values()));
            case 3 -> new Renew(dice.nextInt(0, 99), dice.text(40), claims(dice));
            case 4 -> new Granted(dice.nextInt(0, 99), claim(dice));
            case 5 -> new Denied(1, dice.oneOf(Denial.values()), dice.text(9), dice.text(9));
            case 6 -> new Ticket(dice.nextInt(0, 99), dice.oneIn(2) ? null : dice.nextLong(1, Long.MAX_VALUE));
            case 7 -> new Ask(7, dice.text(40), resource(dice), holder(dice), dice.oneIn(2));
            default -> new Nack(ballot(dice), ballot(dice));
        };
    }

    private static List<Fact> facts(Dice dice) {
        return IntStream.range(0, dice.between(0, 4)).mapToObj(at -> fact(dice)).toList();
    }

    private static Fact fact(Dice dice) {
        return switch (dice.nextInt(3)) {
            case 0 -> claim(dice);
            case 1 -> new Session(home(dice), dice.nextLong(0, Long.MAX_VALUE), version(dice));
            default -> new Counter(dice.text(10), dice.text(10), dice.nextInt(0, 99), List.of(), version(dice));
        };
    }

    private static List<Claim> claims(Dice dice) {
        return IntStream.range(0, dice.between(0, 3))
                .mapToObj(at -> claim(dice))
                .toList();
    }

    private static Claim claim(Dice dice) {
        return new Claim(
                resource(dice),
                dice.oneOf(Standing.values()),
                ballot(dice).token(dice.nextLong(0, 1L << 48)),
                dice.oneIn(4) ? null : holder(dice),
                home(dice),
                version(dice));
    }

    private static Resource resource(Dice dice) {
        return new Resource(dice.oneOf(Resource.Kind.values()), dice.text(40));
    }

    private static Holder holder(Dice dice) {
        return new Holder(new ScreenId(dice.word(1, 20)), dice.nextInt(), dice.oneOf(Role.values()), dice.text(20));
    }

    private static Home home(Dice dice) {
        return new Home(new LaneId(dice.word(1, 32)), dice.text(32));
    }

    private static Version version(Dice dice) {
        return new Version(ballot(dice), dice.nextLong(0, Long.MAX_VALUE));
    }

    private static Ballot ballot(Dice dice) {
        return new Ballot(dice.nextLong(0, 1L << 40), dice.between(0, 0xffff), dice.between(0, 0xff_ffff));
    }
}
