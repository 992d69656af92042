package tillmesh.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tillmesh.fault.Refusal.Code;
import tillmesh.sim.Dice;

/** What a node does not understand it must not change. */
final class HubRawJsonTest {
    private static final int RUNS = 3_000;
    // Beyond this many characters the parser reads from a reader instead of one array: places must still be right
    // there.
    private static final int LONG_FRAME = 40_000;

    private final HubCodec codec = new HubCodec();

    @Test
    void a_snapshot_leaves_a_lane_to_the_letter() {
        Dice.throwing(RUNS, dice -> {
            RandomJson json = new RandomJson(dice);
            String snapshot = json.object(5);
            String frame = frame(dice, "ORDER_SNAPSHOT", "\"snapshot\"", snapshot, "\"posReference\"", "\"R1\"");

            var save = (Request.SaveOrder) asked(frame).request();
            assertEquals(snapshot, save.snapshot().json());
            assertEquals(
                    "{\"type\":\"ORDER_UPDATED\",\"posReference\":\"R1\",\"version\":1,\"snapshot\":" + snapshot
                            + ",\"sourceTerminal\":\"t\"}",
                    codec.encode(
                            new Notice.OrderUpdated("R1", 1, save.snapshot().json(), "t")));
        });
    }

    @Test
    void a_payload_of_any_kind_leaves_a_lane_to_the_letter() {
        Dice.throwing(RUNS, dice -> {
            String payload = new RandomJson(dice).value(5);
            String frame = frame(dice, "PUBLISH", "\"payload\"", payload, "\"topic\"", "\"a.b\"");

            assertEquals(payload, ((Request.Publish) asked(frame).request()).payload());
        });
    }

    @Test
    void the_tables_of_a_floor_plan_leave_a_lane_to_the_letter() {
        Dice.throwing(RUNS, dice -> {
            String tables = new RandomJson(dice).array(5);
            String frame = frame(dice, "FLOOR_PLAN_UPDATE", "\"tables\"", tables, "\"floorId\"", "1");

            assertEquals(tables, ((Request.ChangeFloorPlan) asked(frame).request()).tablesJson());
        });
    }

    @Test
    void a_snapshot_in_a_long_frame_leaves_a_lane_to_the_letter() {
        Dice.throwing(50, dice -> {
            String snapshot = "{\"pad\":\"" + "ü".repeat(LONG_FRAME + dice.nextInt(100)) + "\",\"lines\":[1,2,3]}";
            String frame = frame(dice, "ORDER_SNAPSHOT", "\"snapshot\"", snapshot, "\"posReference\"", "\"R1\"");

            var saved = ((Request.SaveOrder) asked(frame).request()).snapshot();
            assertEquals(snapshot, saved.json());
            assertEquals(3, saved.itemCount());
        });
    }

    @Test
    void a_frame_of_32_levels_is_taken_and_one_of_33_is_refused_with_its_operation() {
        for (String open : List.of("[", "{\"a\":")) {
            String close = open.equals("[") ? "]" : "}";
            assertInstanceOf(Decoded.Asked.class, codec.decode(publish(open.repeat(31) + "0" + close.repeat(31))));

            var refused = assertInstanceOf(
                    Decoded.Refused.class, codec.decode(publish(open.repeat(32) + "0" + close.repeat(32))));
            assertEquals("op", refused.opId());
            assertEquals(Code.BAD_REQUEST, refused.refusal().code());
            assertEquals(
                    "The JSON is nested deeper than 32 levels.",
                    refused.refusal().reason());
        }
    }

    @Test
    void a_number_of_1000_characters_is_taken_and_a_longer_one_is_refused() {
        assertInstanceOf(Decoded.Asked.class, codec.decode(publish("9".repeat(StrictJson.NUMBER_LENGTH_MAX))));
        assertInstanceOf(Decoded.Refused.class, codec.decode(publish("9".repeat(StrictJson.NUMBER_LENGTH_MAX + 1))));
        assertInstanceOf(Decoded.Refused.class, codec.decode(publish("[0." + "9".repeat(1_001) + "]")));
    }

    private static String publish(String payload) {
        return "{\"type\":\"PUBLISH\",\"topic\":\"a\",\"payload\":" + payload + ",\"opId\":\"op\"}";
    }

    /** A frame with its members in any order, oddly spaced, among strangers. */
    private static String frame(Dice dice, String type, String... namesAndValues) {
        RandomJson json = new RandomJson(dice);
        List<String> members = new ArrayList<>(List.of(
                "\"type\":" + json.space() + "\"" + type + "\"",
                "\"baseVersion\":" + json.space() + "7",
                "\"opId\":" + json.space() + "\"op\"",
                "\"stranger\":" + json.value(4)));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.add(namesAndValues[i] + json.space() + ":" + json.space() + namesAndValues[i + 1] + json.space());
        }
        Collections.shuffle(members, new java.util.Random(dice.nextLong()));
        return json.space() + "{" + json.space() + String.join("," + json.space(), members) + "}" + json.space();
    }

    private Envelope asked(String frame) {
        Decoded decoded = codec.decode(frame);
        return assertInstanceOf(Decoded.Asked.class, decoded, () -> decoded + " for " + frame)
                .envelope();
    }
}
