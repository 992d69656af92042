package tillmesh.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** asyncapi.json and the reader of frames take and refuse the same, whatever stands in a member. */
final class RequestsDescribedTest {
    private static final Description DESCRIPTION = Description.of("asyncapi.json");
    private static final JsonNode MESSAGES =
            DESCRIPTION.tree().path("components").path("messages");
    private static final List<String> VALUES = values();

    private final HubCodec codec = new HubCodec();

    @TestFactory
    Stream<DynamicTest> a_member_that_is_changed_or_gone_is_taken_if_and_only_if_the_description_takes_it()
            throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode reference : DESCRIPTION.tree().at("/operations/fromScreen/messages")) {
            String message = reference.path("$ref").asText().replaceFirst(".*/", "");
            for (JsonNode example : MESSAGES.path(message).path("examples")) {
                String name = example.path("name").asText();
                if (!message.equals("Ping") && !name.endsWith(".spaced")) {
                    tests.add(dynamicTest(name, () -> agree(message, (ObjectNode) example.path("payload"))));
                }
            }
        }
        return tests.stream();
    }

    private void agree(String message, ObjectNode golden) throws IOException {
        JsonNode schema = MESSAGES.path(message).path("payload");
        for (String member : (Iterable<String>) () -> schema.path("properties").fieldNames()) {
            ObjectNode changed = golden.deepCopy();
            changed.remove(member);
            agree(message, schema, changed);
            for (String value : member.equals("type") ? List.<String>of() : VALUES) {
                changed.set(member, Description.exact(value));
                agree(message, schema, changed);
            }
        }
    }

    private void agree(String message, JsonNode schema, ObjectNode frame) {
        boolean described = DESCRIPTION
                .wrong("/components/messages/" + message + "/payload", frame)
                .isEmpty();
        boolean taken = codec.decode(frame.toString()) instanceof Decoded.Asked;

        assertEquals(described, taken, () -> frame + " against " + schema);
    }

    // Without the likes of 1e99999, which the validator compares wrongly: HubRefusalTest has those.
    private static List<String> values() {
        List<String> values = new ArrayList<>(List.of(
                "null",
                "true",
                "false",
                "{}",
                "{\"a\":[1]}",
                "[]",
                "[1]",
                "[null]",
                "[\"\"]",
                "[{}]",
                "0",
                "1",
                "-1",
                "1.5",
                "5.0",
                "3e2",
                "2147483647",
                "2147483648",
                "-2147483648",
                "-2147483649",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "-9223372036854775809"));
        for (String word : List.of(
                "", "a", "A", "*", "a*", "*a", "a b", "ü", "takeout", "dine_in", "grid", "round", "theirs", "both",
                "lanes", "board", "start", "order.x")) {
            values.add("\"" + word + "\"");
            values.add("[\"" + word + "\"]");
        }
        for (int length : List.of(64, 65, 66, 128, 129, 256, 257, 8_192, 8_193)) {
            values.add("\"" + "x".repeat(length) + "\"");
            values.add("[\"" + "x".repeat(length) + "\"]");
            values.add("[\"" + "x".repeat(length) + "*\"]");
        }
        for (int count : List.of(5, 6, 32, 33)) {
            values.add(Collections.nCopies(count, "\"lanes\"").toString());
        }
        return values;
    }
}
