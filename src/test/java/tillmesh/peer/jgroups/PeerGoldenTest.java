package tillmesh.peer.jgroups;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tillmesh.peer.PeerMessage;

/**
 * The bytes of each kind of message, in hex. A file that has to be changed means that lanes of the version before cannot
 * read it any more.
 */
class PeerGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/peer");
    private static final Path WRITTEN = Path.of("target/golden-peer");
    private static final int LINE = 64;

    @Test
    void every_kind_of_message_has_its_bytes_in_a_file() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> kinds = Arrays.stream(Kind.values())
                    .map(kind -> kind.name().toLowerCase(Locale.ROOT) + ".hex")
                    .collect(Collectors.toSet());
            Set<String> names = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());

            assertEquals(kinds, names);
        }
    }

    @Test
    void every_message_of_the_conversation_has_a_kind() {
        Set<Class<?>> kinds = Arrays.stream(Kind.values()).map(Kind::type).collect(Collectors.toSet());

        assertEquals(leaves(PeerMessage.class).collect(Collectors.toSet()), kinds);
    }

    @Test
    void messages_become_the_bytes_in_the_files_and_back() throws Exception {
        for (Map.Entry<String, PeerMessage> sample : Samples.fixed().entrySet()) {
            Path written = WRITTEN.resolve(sample.getKey() + ".hex");
            Files.createDirectories(WRITTEN);
            Files.writeString(written, hex(PeerCodec.encode(sample.getValue())));
        }
        for (Map.Entry<String, PeerMessage> sample : Samples.fixed().entrySet()) {
            byte[] frame = PeerCodec.encode(sample.getValue());

            assertEquals(Files.readString(FOLDER.resolve(sample.getKey() + ".hex")), hex(frame), "see " + WRITTEN);
            assertEquals(Optional.of(sample.getValue()), PeerCodec.decode(frame, 0, frame.length));
        }
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        Class<?>[] below = type.getPermittedSubclasses();
        return below == null ? Stream.of(type) : Arrays.stream(below).flatMap(PeerGoldenTest::leaves);
    }

    private static String hex(byte[] frame) {
        return HexFormat.of()
                        .formatHex(frame)
                        .replaceAll("(.{" + LINE + "})", "$1\n")
                        .stripTrailing() + "\n";
    }
}
