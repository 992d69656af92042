package tillmesh.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

class EntryIdTest {

    @Test
    void it_prints_lane_incarnation_and_number() {
        EntryId id = new EntryId(new Stream(new LaneId("L1"), 0x5f3a90c1), 42);
        assertEquals("L1-5f3a90c1-42", id.toString());
    }

    @Test
    void an_incarnation_with_leading_zeroes_or_the_top_bit_keeps_its_8_digits() {
        assertEquals("L1-0000000f-1", new EntryId(new Stream(new LaneId("L1"), 15), 1).toString());
        assertEquals("L1-ffffffff-1", new EntryId(new Stream(new LaneId("L1"), -1), 1).toString());
    }

    @Test
    void what_is_printed_is_read_back_the_same() {
        Dice.throwing(2_000, dice -> {
            // Lane names may hold dashes, digits, and whole texts that look like an entry id.
            String lane = dice.oneOf("L1", "a-b", "L1-5f3a90c1-42", "x.", dice.word(1, 32));
            long seq =
                    dice.oneOf(1L, 9L, 10L, (long) Integer.MAX_VALUE + 1, 1_000_000_000_000_000_000L, Long.MAX_VALUE);
            EntryId id = new EntryId(new Stream(new LaneId(lane), dice.nextInt()), seq);
            assertEquals(id, EntryId.parse(id.toString()));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "L1",
                "L1-5f3a90c1",
                "L1-5f3a90c1-0",
                "L1-5f3a90c1-01",
                "L1-5f3a90c1--1",
                "L1-5F3A90C1-1",
                "L1-5f3a90c-1",
                "-5f3a90c1-1",
                "L1-5f3a90c1-1 ",
                "L1-5f3a90c1-9999999999999999999",
                "L 1-5f3a90c1-1"
            })
    void any_other_form_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> EntryId.parse(text));
    }

    @Test
    void numbers_begin_at_1() {
        Stream stream = new Stream(new LaneId("L1"), 1);
        assertThrows(IllegalArgumentException.class, () -> new EntryId(stream, 0));
    }
}
