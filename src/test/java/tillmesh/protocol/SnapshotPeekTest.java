package tillmesh.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tillmesh.shop.OrderSnapshot;
import tillmesh.sim.Dice;

final class SnapshotPeekTest {
    // As a double, 1E-400 would be a whole number.
    private final ObjectMapper exact = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"5|5", "-3|-3", "5.0|5", "2147483647|2147483647", "2147483648|", "5.5|", "\"5\"|", "null|", "[5]|"
            })
    void a_table_is_a_whole_number_and_anything_else_is_no_table(String written, Integer read) {
        assertEquals(read, read("{\"tableId\":" + written + "}").tableId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":\"paid\"}", "{\"state\":\"paid\"}", "{\"state\":\"finalized\"}"})
    void the_three_words_of_a_paid_order_are_known(String json) {
        assertTrue(read(json).paid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\":\"finalized\"}",
                "{\"status\":\"PAID\"}",
                "{\"state\":true}",
                "{\"inner\":{\"status\":\"paid\"}}",
                "{\"status\":\"paid\",\"status\":\"open\"}"
            })
    void an_order_that_does_not_say_so_is_not_paid(String json) {
        assertEquals(false, read(json).paid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "\"{}\"", "{", "{}{}", "{\"a\":1,}", "{'a':1}", "{\"a\":NaN}"})
    void what_is_not_one_json_object_is_no_snapshot(String json) {
        assertNull(SnapshotPeek.of(json));
    }

    @Test
    void a_peek_finds_what_a_full_parser_finds() {
        Dice.throwing(5_000, dice -> {
            String json = new RandomJson(dice).object(4);
            JsonNode tree = exact.readTree(json);

            OrderSnapshot found = read(json);

            assertEquals(json, found.json());
            assertEquals(tree.path("lines").isArray() ? tree.path("lines").size() : 0, found.itemCount(), json);
            assertEquals(
                    tree.path("status").asText("").equals("paid"),
                    found.status().equals("paid"),
                    json);
            boolean paidState =
                    Set.of("paid", "finalized").contains(tree.path("state").asText(""));
            assertEquals(found.status().equals("paid") || paidState, found.paid(), json);
            JsonNode table = tree.path("tableId");
            assertEquals(
                    table.isNumber() && table.canConvertToExactIntegral() && table.canConvertToInt()
                            ? (Integer) table.intValue()
                            : null,
                    found.tableId(),
                    json);
        });
    }

    private static OrderSnapshot read(String json) {
        OrderSnapshot snapshot = SnapshotPeek.of(json);
        if (snapshot == null) {
            throw new AssertionError("no snapshot: " + json);
        }
        return snapshot;
    }
}
