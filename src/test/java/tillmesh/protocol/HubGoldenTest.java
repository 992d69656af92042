package tillmesh.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The frames on the wire are exactly those of the golden files. */
final class HubGoldenTest {
    private final HubCodec codec = new HubCodec();

    @TestFactory
    Stream<DynamicTest> a_golden_request_means_what_it_says() {
        return GoldenRequests.ALL.entrySet().stream()
                .map(golden -> dynamicTest(
                        golden.getKey(),
                        () -> assertEquals(
                                new Decoded.Asked(golden.getValue()), codec.decode(Golden.frame(golden.getKey())))));
    }

    @TestFactory
    Stream<DynamicTest> a_golden_notice_is_written_to_the_letter() {
        return GoldenNotices.ALL.entrySet().stream()
                .map(golden -> dynamicTest(
                        golden.getKey(),
                        () -> assertEquals(Golden.frame(golden.getKey()), codec.encode(golden.getValue()))));
    }

    @Test
    void every_request_and_every_notice_has_a_golden_frame() {
        Set<Class<?>> requests = types(
                GoldenRequests.ALL.values().stream().map(Envelope::request).toList());
        Set<Class<?>> notices = types(GoldenNotices.ALL.values());

        assertEquals(Set.of(Request.class.getPermittedSubclasses()), requests);
        assertEquals(Set.of(Notice.class.getPermittedSubclasses()), notices);
    }

    @Test
    void every_golden_file_is_checked_and_named_after_its_type() throws IOException {
        Set<String> checked = new HashSet<>(GoldenRequests.ALL.keySet());
        checked.addAll(GoldenNotices.ALL.keySet());

        assertEquals(Golden.names(), checked);
        for (String name : checked) {
            String type = name.replaceFirst("\\..*", "");
            assertEquals(
                    true,
                    Golden.frame(name).matches(".*\"type\" ?: ?\"" + type + "\".*"),
                    () -> name + ".json is of another type");
        }
    }

    @Test
    void every_notice_has_a_row_in_the_writer() {
        assertEquals(Set.of(Notice.class.getPermittedSubclasses()), new HubWriter().known());
    }

    private static Set<Class<?>> types(Collection<?> messages) {
        return messages.stream().map(Object::getClass).collect(Collectors.toSet());
    }
}
