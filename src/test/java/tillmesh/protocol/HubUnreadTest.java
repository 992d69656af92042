package tillmesh.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tillmesh.sim.Dice;

/** What is told of a frame without reading it as a request: whether it is a ping, and which operation it names. */
final class HubUnreadTest {
    private final HubCodec codec = new HubCodec();
    private final ObjectMapper other = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"PING\"}",
                " {\r\n\"type\" : \"PING\" }\t",
                "{\"type\":\"PING\",\"at\":12.5,\"from\":\"till-1\",\"x\":null}",
                "{\"at\":1,\"type\":\"PING\"}"
            })
    void a_ping_is_a_ping_however_it_is_written(String frame) {
        assertTrue(codec.isPing(frame));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"PING\"",
                "{\"type\":\"PONG\",\"a\":\"PING\"}",
                "{\"PING\":\"type\"}",
                "{\"type\":\"PING\"",
                "{\"type\":\"PING\"}}",
                "{\"type\":\"PING\",\"type\":\"PING\"}",
                "{\"type\":\"PING\",\"snapshot\":{}}",
                "{\"a\":{\"type\":\"PING\"}}"
            })
    void nothing_else_is_a_ping(String frame) {
        assertFalse(codec.isPing(frame));
    }

    @Test
    void a_frame_of_more_than_256_characters_is_no_ping() {
        String frame = "{\"type\":\"PING\"}" + " ".repeat(HubCodec.PING_LENGTH_MAX - 15);
        assertTrue(codec.isPing(frame));
        assertFalse(codec.isPing(frame + " "));
    }

    @Test
    void the_operation_is_found_unread_in_every_golden_frame_that_names_it_plainly() throws IOException {
        for (var golden : GoldenRequests.ALL.entrySet()) {
            String frame = Golden.frame(golden.getKey());
            if (!frame.contains("\\u0032")) {
                assertEquals(golden.getValue().opId(), codec.peekOpId(frame), frame);
            }
        }
    }

    @Test
    void the_operation_is_found_unread_behind_any_other_member() {
        Dice.throwing(2_000, dice -> {
            RandomJson json = new RandomJson(dice);
            String other = "\"a\"" + json.space() + ":" + json.space() + json.value(4) + json.space();
            String own = "\"opId\"" + json.space() + ":" + json.space() + "\"op-7\"";

            assertEquals("op-7", codec.peekOpId("{" + other + "," + own + "}"));
            assertEquals("op-7", codec.peekOpId("{" + own + "," + other + "}"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "\"opId\"",
                "{\"opId\"",
                "{\"opId\":",
                "{\"opId\":\"",
                "{\"opId\":\"op",
                "{\"opId\":\"\"}",
                "{\"opId\":5}",
                "{\"opId\":\"a\\u0062\"}",
                "{\"a\":\"opId\",\"b\":\"c\"}",
                "{\"a\":{\"opId\":\"op\"}}",
                "{\"a\":[\"opId\",\"op\"]}",
                "{\"a\":\"\\\"opId\\\":\\\"op\\\"\"}",
                "\\",
                "{\"\\"
            })
    void no_operation_is_found_where_none_is_plainly_named(String frame) {
        assertNull(codec.peekOpId(frame));
    }

    @Test
    void an_operation_of_64_characters_is_found_unread_and_a_longer_one_is_not() {
        String longest = "x".repeat(HubReader.OP_ID_LENGTH_MAX);
        assertEquals(longest, codec.peekOpId("{\"opId\":\"" + longest + "\"}"));
        assertNull(codec.peekOpId("{\"opId\":\"" + longest + "x\"}"));
    }

    @Test
    void every_text_is_written_so_that_another_parser_reads_it_back() {
        Dice.throwing(5_000, dice -> {
            String text = dice.text(30) + (dice.oneIn(4) ? dice.oneOf("\ud83c", "\udf55") : "");

            String frame = codec.encode(new Notice.AuthFail(text));

            assertEquals(text, other.readTree(frame).path("reason").textValue());
            assertFalse(frame.chars().anyMatch(c -> c < ' '));
        });
    }
}
