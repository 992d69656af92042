package tillmesh.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tillmesh.sim.Dice;

class TokenTest {
    private static final long EPOCH_MAX = (1L << 40) - 1;
    private static final int LANE_MAX = (1 << 16) - 1;
    private static final int BOOT_MAX = (1 << 24) - 1;
    private static final long COUNT_MAX = (1L << 48) - 1;

    @Test
    void its_parts_stand_in_the_hex_in_order() {
        assertEquals("0000000001" + "0002" + "000003" + "000000000004", new Token(1, 2, 3, 4).hex());
        assertEquals("f".repeat(32), new Token(EPOCH_MAX, LANE_MAX, BOOT_MAX, COUNT_MAX).hex());
        assertEquals("0".repeat(32), new Token(0, 0, 0, 0).hex());
    }

    @Test
    void hex_leads_back_to_the_token() {
        Dice.throwing(2_000, dice -> {
            Token token = any(dice);
            assertEquals(token, Token.parse(token.hex()));
        });
    }

    @Test
    void text_order_is_token_order_and_that_is_epoch_lane_boot_count() {
        Comparator<Token> byParts = Comparator.comparingLong(Token::epoch)
                .thenComparingInt(Token::lane)
                .thenComparingInt(Token::boot)
                .thenComparingLong(Token::count);
        Dice.throwing(5_000, dice -> {
            Token one = any(dice);
            Token two = any(dice);
            int expected = Integer.signum(byParts.compare(one, two));
            assertEquals(expected, Integer.signum(one.compareTo(two)), one + " and " + two);
            assertEquals(expected, Integer.signum(one.hex().compareTo(two.hex())), one + " and " + two);
        });
    }

    @Test
    void a_part_that_does_not_fit_its_bits_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Token(EPOCH_MAX + 1, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Token(0, LANE_MAX + 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Token(0, 0, BOOT_MAX + 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Token(0, 0, 0, COUNT_MAX + 1));
        assertThrows(IllegalArgumentException.class, () -> new Token(-1, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Token(0, -1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0000000000000000000000000000000g", "000000000000000000000000000000000000"})
    void other_texts_are_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Token.parse(text));
    }

    /** Ends of the ranges and near neighbours are likelier than chance would have them. */
    private static Token any(Dice dice) {
        return new Token(
                dice.oneOf(0L, 1L, EPOCH_MAX, dice.nextLong(EPOCH_MAX)),
                dice.oneOf(0, 1, LANE_MAX, dice.between(0, LANE_MAX)),
                dice.oneOf(0, 1, 0xffff, 0x10000, BOOT_MAX, dice.between(0, BOOT_MAX)),
                dice.oneOf(0L, 1L, COUNT_MAX, dice.nextLong(COUNT_MAX)));
    }
}
