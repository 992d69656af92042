package tillmesh.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import tillmesh.sim.Dice;

class BallotTest {
    private static Ballot any(Dice dice) {
        return new Ballot(dice.nextLong(0, 1L << 40), dice.between(0, 0xffff), dice.between(0, 0xff_ffff));
    }

    @Test
    void the_order_of_ballots_is_that_of_their_texts_and_of_their_tokens() {
        Dice.throwing(500, dice -> {
            Ballot one = any(dice);
            Ballot other = dice.oneIn(3) ? new Ballot(one.epoch(), dice.between(0, 3), one.boot()) : any(dice);

            assertEquals(
                    Integer.signum(one.compareTo(other)),
                    Integer.signum(one.hex().compareTo(other.hex())));
            if (!one.equals(other)) {
                assertEquals(one.compareTo(other) > 0, one.token(1).compareTo(other.token(99)) > 0);
            }
        });
    }

    @Test
    void a_ballot_is_read_back_from_its_text() {
        Dice.throwing(100, dice -> {
            Ballot ballot = any(dice);

            assertEquals(ballot, Ballot.parse(ballot.hex()));
        });
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Ballot(1L << 40, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Ballot(0, 1 << 16, 0));
        assertThrows(IllegalArgumentException.class, () -> new Ballot(0, 0, 1 << 24));
    }

    @Test
    void a_later_ballot_beats_any_round_of_an_earlier_one() {
        Version early = new Version(new Ballot(1, 9, 9), 1_000);
        Version late = new Version(new Ballot(2, 0, 0), 1);

        assertTrue(late.after(early));
    }
}
