package tillmesh.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tillmesh.shop.LaneId;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;
import tillmesh.sim.Dice;

class FactTextTest {
    @Test
    void any_fact_comes_off_the_disk_as_it_went_on() {
        Dice.throwing(1_000, dice -> {
            Fact fact = any(dice);

            Fact read = FactText.parse(FactText.kind(fact), fact.version().hex(), FactText.of(fact));

            assertEquals(fact, read);
        });
    }

    @Test
    void a_kind_that_is_none_is_a_bug() {
        String version = Version.NONE.hex();

        assertThrows(IllegalArgumentException.class, () -> FactText.parse("rumour", version, "."));
    }

    private static Fact any(Dice dice) {
        return switch (dice.nextInt(4)) {
            case 0 -> claim(dice);
            case 1 -> new Session(home(dice), 0, version(dice));
            case 2 -> new Roster(dice.word(1, 32), seats(dice), seats(dice), dice.between(10, 99), version(dice));
            default ->
                new Counter(dice.text(10), dice.text(10), dice.between(0, 99), List.of(given(dice)), version(dice));
        };
    }

    private static Claim claim(Dice dice) {
        Holder holder =
                new Holder(new ScreenId(dice.word(1, 9)), dice.nextInt(), dice.oneOf(Role.values()), dice.text(20));
        return new Claim(
                new Resource(dice.oneOf(Resource.Kind.values()), dice.text(30)),
                dice.oneOf(Standing.values()),
                new Ballot(7, 8, 9).token(dice.nextInt(0, 99)),
                dice.oneIn(3) ? null : holder,
                home(dice),
                version(dice));
    }

    private static Counter.Given given(Dice dice) {
        return new Counter.Given(new LaneId(dice.word(1, 9)), dice.nextInt(), dice.nextInt(0, 99), 5);
    }

    private static List<Seat> seats(Dice dice) {
        return IntStream.range(0, dice.between(0, 4))
                .mapToObj(at -> new Seat(new LaneId(dice.word(1, 9)), 10 + at, 1))
                .toList();
    }

    private static Home home(Dice dice) {
        return new Home(new LaneId(dice.word(1, 9)), dice.word(32, 32));
    }

    private static Version version(Dice dice) {
        return new Version(new Ballot(dice.nextLong(0, 1L << 40), 3, 4), dice.nextLong(0, Long.MAX_VALUE));
    }
}
