package tillmesh.protocol;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** asyncapi.json names every message, and of what the node says every member: whether it is always there, and of what form. */
final class MessagesDescribedTest {
    private static final Description DESCRIPTION = Description.of("asyncapi.json");
    private static final JsonNode MESSAGES =
            DESCRIPTION.tree().path("components").path("messages");

    @Test
    void each_request_and_each_notice_is_exactly_one_message() throws IOException {
        Map<String, Class<?>> meant = new HashMap<>();
        GoldenRequests.ALL.forEach(
                (file, asked) -> meant.put(file, asked.request().getClass()));
        GoldenNotices.ALL.forEach((file, notice) -> meant.put(file, notice.getClass()));
        Map<Class<?>, String> messageOf = new HashMap<>();
        Map<String, Class<?>> classOf = new HashMap<>();

        for (String message : names(MESSAGES)) {
            for (JsonNode example : MESSAGES.path(message).path("examples")) {
                Class<?> type = meant.remove(example.path("name").asText());
                if (type != null) {
                    assertEquals(
                            message, messageOf.computeIfAbsent(type, any -> message), () -> "two messages: " + type);
                    assertEquals(type, classOf.computeIfAbsent(message, any -> type), () -> "two classes: " + message);
                }
            }
        }

        assertEquals(Map.of(), meant, "golden frames that are no example");
        assertEquals(Set.of(Request.class.getPermittedSubclasses()), types(classOf, operation("fromScreen"), "Ping"));
        assertEquals(Set.of(Notice.class.getPermittedSubclasses()), types(classOf, operation("fromNode"), "Pong"));
        assertEquals(
                names(MESSAGES).size(),
                operation("fromScreen").size() + operation("fromNode").size());
    }

    @Test
    void the_examples_are_the_golden_frames() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (JsonNode message : MESSAGES) {
            for (JsonNode example : message.path("examples")) {
                String name = example.path("name").asText();
                assertEquals(message.path("name").asText(), name.replaceFirst("\\..*", ""));
                if (!Set.of("PING", "PONG").contains(name)) {
                    assertTrue(shown.add(name), name);
                    assertEquals(Description.exact(Golden.frame(name)), example.path("payload"), name);
                }
            }
        }
        assertEquals(new TreeSet<>(Golden.names()), shown);
    }

    @Test
    void the_ping_and_its_answer_are_described_as_the_node_has_them() throws IOException {
        HubCodec codec = new HubCodec();

        assertTrue(codec.isPing(MESSAGES.at("/Ping/examples/0/payload").toString()));
        assertEquals(Description.exact(HubCodec.PONG), MESSAGES.at("/Pong/examples/0/payload"));
    }

    @Test
    void every_example_is_what_its_message_says_and_holds_nothing_that_it_does_not_name() {
        names(MESSAGES)
                .forEach(message -> MESSAGES.path(message).path("examples").forEach(example -> {
                    boolean told = operation("fromNode").contains(message);
                    if (told || !example.path("name").asText().endsWith(".spaced")) {
                        assertEquals(
                                Set.of(),
                                DESCRIPTION.wrong(
                                        "/components/messages/" + message + "/payload", example.path("payload")),
                                example.path("name").asText());
                    }
                }));
    }

    @Test
    void of_what_the_node_says_a_member_is_required_that_is_always_there_and_no_other() {
        Sightings seen = new Sightings(DESCRIPTION.tree());
        for (String message : operation("fromNode")) {
            MESSAGES.path(message)
                    .path("examples")
                    .forEach(example ->
                            seen.look("/components/messages/" + message + "/payload", example.path("payload")));
        }

        assertEquals(Set.of(), seen.wrong());
    }

    @Test
    void the_channel_holds_the_messages_of_both_directions() {
        JsonNode channel = DESCRIPTION.tree().at("/channels/screen/messages");

        assertEquals(names(MESSAGES), names(channel));
        channel.forEach(reference -> assertTrue(
                DESCRIPTION
                        .tree()
                        .at(reference.path("$ref").asText().substring(1))
                        .isObject(),
                reference::toString));
    }

    private static Set<String> operation(String name) {
        JsonNode messages = DESCRIPTION.tree().path("operations").path(name).path("messages");
        return StreamSupport.stream(messages.spliterator(), false)
                .map(message -> message.path("$ref").asText().replaceFirst(".*/", ""))
                .collect(toSet());
    }

    private static Set<Class<?>> types(Map<String, Class<?>> classOf, Set<String> messages, String besides) {
        assertTrue(messages.contains(besides));
        Map<String, Class<?>> known = messages.stream()
                .filter(message -> !message.equals(besides))
                .collect(toMap(message -> message, message -> classOf.getOrDefault(message, Void.class)));
        return new HashSet<>(known.values());
    }

    private static Set<String> names(JsonNode object) {
        return Stream.iterate(object.fieldNames(), names -> names.hasNext(), names -> names)
                .map(names -> names.next())
                .collect(toCollection(TreeSet::new));
    }
}
