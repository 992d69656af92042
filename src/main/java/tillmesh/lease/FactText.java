package tillmesh.lease;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.shop.LaneId;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;

/**
 * Facts as text for the disk: fields with a space between them. What people or devices named stands in Base64, since it may
 * hold anything.
 */
public final class FactText {
    private static final String NOBODY = "-";

    private FactText() {}

    /** What kind of fact it is: {@code claim}, {@code session}, {@code roster} or {@code counter}. */
    public static String kind(Fact fact) {
        if (fact instanceof Claim) {
            return "claim";
        }
        if (fact instanceof Session) {
            return "session";
        }
        return fact instanceof Roster ? "roster" : "counter";
    }

    /** The fields of a fact without its version. What is left of a session is not written: it means nothing later. */
    public static String of(Fact fact) {
        List<String> fields = new ArrayList<>();
        if (fact instanceof Claim claim) {
            fields.add(claim.resource().kind().name());
            fields.add(coded(claim.resource().key()));
            fields.add(claim.standing().name());
            fields.add(claim.token().hex());
            fields.addAll(home(claim.home()));
            fields.addAll(holder(claim.holder()));
        } else if (fact instanceof Session session) {
            fields.addAll(home(session.home()));
        } else if (fact instanceof Roster roster) {
            fields.add(roster.genesis());
            fields.add(Integer.toString(roster.nextIndex()));
            fields.add(Integer.toString(roster.seats().size()));
            roster.seats().forEach(seat -> fields.addAll(seat(seat)));
            roster.before().forEach(seat -> fields.addAll(seat(seat)));
        } else if (fact instanceof Counter counter) {
            fields.add(coded(counter.day()));
            fields.add(coded(counter.orderType()));
            fields.add(Long.toString(counter.last()));
            counter.given().forEach(given -> fields.addAll(given(given)));
        }
        return String.join(" ", fields);
    }

    /**
     * Reads {@link #of}.
     *
     * @param version as {@link Version#hex} wrote it
     * @throws RuntimeException when it is not such a text; rows are sealed, so that is a bug
     */
    public static Fact parse(String kind, String version, String text) {
        Iterator<String> fields = List.of(text.split(" ", -1)).iterator();
        Version read = Version.parse(version);
        return switch (kind) {
            case "claim" -> claim(fields, read);
            case "session" -> new Session(home(fields), 0, read);
            case "roster" -> roster(fields, read);
            case "counter" -> counter(fields, read);
            default -> throw new IllegalArgumentException("there are no facts of kind " + kind);
        };
    }

    private static Claim claim(Iterator<String> fields, Version version) {
        Resource resource = new Resource(Resource.Kind.valueOf(fields.next()), decoded(fields.next()));
        Standing standing = Standing.valueOf(fields.next());
        Token token = Token.parse(fields.next());
        Home home = home(fields);
        return new Claim(resource, standing, token, holder(fields), home, version);
    }

    private static Roster roster(Iterator<String> fields, Version version) {
        String genesis = fields.next();
        int nextIndex = Integer.parseInt(fields.next());
        int count = Integer.parseInt(fields.next());
        List<Seat> seats = new ArrayList<>();
        while (fields.hasNext()) {
            LaneId lane = new LaneId(fields.next());
            seats.add(new Seat(lane, Integer.parseInt(fields.next()), Integer.parseInt(fields.next())));
        }
        return new Roster(genesis, seats.subList(0, count), seats.subList(count, seats.size()), nextIndex, version);
    }

    private static Counter counter(Iterator<String> fields, Version version) {
        String day = decoded(fields.next());
        String orderType = decoded(fields.next());
        long last = Long.parseLong(fields.next());
        List<Counter.Given> given = new ArrayList<>();
        while (fields.hasNext()) {
            LaneId lane = new LaneId(fields.next());
            int incarnation = Integer.parseInt(fields.next());
            given.add(
                    new Counter.Given(lane, incarnation, Long.parseLong(fields.next()), Long.parseLong(fields.next())));
        }
        return new Counter(day, orderType, last, given, version);
    }

    private static List<String> home(Home home) {
        return List.of(home.lane().name(), home.disk());
    }

    private static Home home(Iterator<String> fields) {
        return new Home(new LaneId(fields.next()), fields.next());
    }

    private static List<String> holder(@Nullable Holder holder) {
        return holder == null
                ? List.of(NOBODY)
                : List.of(
                        coded(holder.screen().name()),
                        Integer.toString(holder.uid()),
                        holder.role().name(),
                        coded(holder.name()));
    }

    private static @Nullable Holder holder(Iterator<String> fields) {
        String screen = fields.next();
        return screen.equals(NOBODY)
                ? null
                : new Holder(
                        new ScreenId(decoded(screen)),
                        Integer.parseInt(fields.next()),
                        Role.valueOf(fields.next()),
                        decoded(fields.next()));
    }

    private static List<String> seat(Seat seat) {
        return List.of(seat.lane().name(), Integer.toString(seat.index()), Integer.toString(seat.votes()));
    }

    private static List<String> given(Counter.Given given) {
        return List.of(
                given.lane().name(),
                Integer.toString(given.incarnation()),
                Long.toString(given.request()),
                Long.toString(given.number()));
    }

    private static String coded(String text) {
        return "." + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String coded) {
        return new String(Base64.getDecoder().decode(coded.substring(1)), StandardCharsets.UTF_8);
    }
}
