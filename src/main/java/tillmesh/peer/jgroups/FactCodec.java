package tillmesh.peer.jgroups;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Ballot;
import tillmesh.lease.Claim;
import tillmesh.lease.Counter;
import tillmesh.lease.Fact;
import tillmesh.lease.Holder;
import tillmesh.lease.Home;
import tillmesh.lease.Resource;
import tillmesh.lease.Roster;
import tillmesh.lease.Seat;
import tillmesh.lease.Session;
import tillmesh.lease.Standing;
import tillmesh.lease.Token;
import tillmesh.lease.Version;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;

/** The byte form of what lanes keep in common about leases: a byte for the kind of fact, then its fields. */
final class FactCodec {
    private static final int CLAIM = 1;
    private static final int SESSION = 2;
    private static final int ROSTER = 3;
    private static final int COUNTER = 4;

    private FactCodec() {}

    static void put(FrameWriter out, Fact fact) {
        if (fact instanceof Claim claim) {
            putClaim(out.octet(CLAIM), claim);
        } else if (fact instanceof Session session) {
            putHome(out.octet(SESSION), session.home());
            putVersion(out.number(session.restMillis()), session.version());
        } else if (fact instanceof Roster roster) {
            out.octet(ROSTER).text(roster.genesis());
            out.list(roster.seats(), FactCodec::putSeat).list(roster.before(), FactCodec::putSeat);
            putVersion(out.number(roster.nextIndex()), roster.version());
        } else if (fact instanceof Counter counter) {
            out.octet(COUNTER).text(counter.day()).text(counter.orderType()).number(counter.last());
            putVersion(out.list(counter.given(), FactCodec::putGiven), counter.version());
        }
    }

    static Fact get(FrameReader in) throws BadFrame {
        int kind = in.octet();
        return switch (kind) {
            case CLAIM -> claim(in);
            case SESSION -> new Session(home(in), in.atLeast(0), version(in));
            case ROSTER ->
                new Roster(in.text(), in.list(FactCodec::seat), in.list(FactCodec::seat), in.whole(0), version(in));
            case COUNTER -> new Counter(in.text(), in.text(), in.atLeast(0), in.list(FactCodec::given), version(in));
            default -> throw new BadFrame("there is no fact of kind " + kind);
        };
    }

    static void putClaim(FrameWriter out, Claim claim) {
        putResource(out, claim.resource());
        out.text(claim.standing().name());
        putToken(out, claim.token());
        out.flag(claim.holder() != null);
        if (claim.holder() != null) {
            putHolder(out, claim.holder());
        }
        putHome(out, claim.home());
        putVersion(out, claim.version());
    }

    static Claim claim(FrameReader in) throws BadFrame {
        Resource resource = resource(in);
        Standing standing = choice(in, Standing.class);
        Token token = token(in);
        @Nullable Holder holder = in.flag() ? holder(in) : null;
        return new Claim(resource, standing, token, holder, home(in), version(in));
    }

    static void putResource(FrameWriter out, Resource resource) {
        out.text(resource.kind().name()).text(resource.key());
    }

    static Resource resource(FrameReader in) throws BadFrame {
        return new Resource(choice(in, Resource.Kind.class), in.text());
    }

    static void putHolder(FrameWriter out, Holder holder) {
        out.text(holder.screen().name())
                .number(holder.uid())
                .text(holder.role().name())
                .text(holder.name());
    }

    static Holder holder(FrameReader in) throws BadFrame {
        String screen = in.text();
        int uid = (int) in.number();
        Role role = choice(in, Role.class);
        String name = in.text();
        return fitting(() -> new Holder(new ScreenId(screen), uid, role, name));
    }

    static void putBallot(FrameWriter out, Ballot ballot) {
        out.number(ballot.epoch()).number(ballot.lane()).number(ballot.boot());
    }

    static Ballot ballot(FrameReader in) throws BadFrame {
        long epoch = in.atLeast(0);
        int lane = in.whole(0);
        int boot = in.whole(0);
        return fitting(() -> new Ballot(epoch, lane, boot));
    }

    static void putToken(FrameWriter out, Token token) {
        out.number(token.epoch()).number(token.lane()).number(token.boot()).number(token.count());
    }

    static Token token(FrameReader in) throws BadFrame {
        long epoch = in.atLeast(0);
        int lane = in.whole(0);
        int boot = in.whole(0);
        long count = in.atLeast(0);
        return fitting(() -> new Token(epoch, lane, boot, count));
    }

    static void putVersion(FrameWriter out, Version version) {
        putBallot(out, version.ballot());
        out.number(version.op());
    }

    static Version version(FrameReader in) throws BadFrame {
        return new Version(ballot(in), in.atLeast(0));
    }

    static <E extends Enum<E>> E choice(FrameReader in, Class<E> type) throws BadFrame {
        String name = in.text();
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new BadFrame("it names a choice that there is not");
        }
    }

    private static void putHome(FrameWriter out, Home home) {
        out.text(home.lane().name()).text(home.disk());
    }

    private static Home home(FrameReader in) throws BadFrame {
        return new Home(in.lane(), in.text());
    }

    private static void putSeat(FrameWriter out, Seat seat) {
        out.text(seat.lane().name()).number(seat.index()).number(seat.votes());
    }

    private static Seat seat(FrameReader in) throws BadFrame {
        return new Seat(in.lane(), in.whole(0), in.whole(0));
    }

    private static void putGiven(FrameWriter out, Counter.Given given) {
        out.text(given.lane().name())
                .bits(given.incarnation())
                .number(given.request())
                .number(given.number());
    }

    private static Counter.Given given(FrameReader in) throws BadFrame {
        return new Counter.Given(in.lane(), in.bits(), in.atLeast(0), in.atLeast(0));
    }

    private static <T> T fitting(Supplier<T> made) throws BadFrame {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new BadFrame("a field is out of its range: " + e.getMessage());
        }
    }
}
