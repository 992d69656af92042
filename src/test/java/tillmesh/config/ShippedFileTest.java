package tillmesh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShippedFileTest {
    private static final Path SHIPPED = Path.of("conf/tillmesh.properties");
    private static final int LINE_LENGTH = 100;
    private static final String HEAD = """
            # Settings of one Tillmesh node. Each line below shows a default: take its # away to change it.
            # The environment (TILLMESH_LANE_ID=L1) wins over this file, --lane.id=L1 on the command line over both.
            # 'tillmesh config print' shows every value and where it came from, 'tillmesh config check' everything wrong.
            # A backslash is a backslash. Durations: 500ms, 20s, 5m, 2h, 30d. Sizes: 64KiB, 8MiB, 1GiB.
            """;

    @Test
    void the_shipped_file_shows_every_key_with_its_default_below_its_reason() throws IOException {
        String expected =
                HEAD + Keys.all().stream().map(ShippedFileTest::paragraph).collect(Collectors.joining());

        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/tillmesh.properties"), expected);

        assertEquals(
                expected,
                Files.readString(SHIPPED),
                "the table of keys changed: copy target/tillmesh.properties to " + SHIPPED);
    }

    @Test
    void the_shipped_file_changes_nothing() {
        Reading without = ConfigReader.ofArguments(List.of());
        Reading with = new ConfigReader(Path.of(""), Map.of()).read(List.of());

        assertEquals(without.settings(), with.settings());
        assertEquals(without.problems(), with.problems());
    }

    @Test
    void every_shipped_default_is_a_value_of_its_key() {
        List<String> given = Keys.all().stream()
                .filter(key -> !key.required())
                .map(key -> "--" + key.name() + "=" + key.fallback())
                .collect(Collectors.toList());
        given.add("--lane.id=L1");
        given.add("--auth.mode=dev");

        assertEquals(List.of(), ConfigReader.ofArguments(given).problems());
    }

    private static String paragraph(Key<?> key) {
        StringBuilder text = new StringBuilder("\n#");
        int column = 1;
        for (String word : ((key.required() ? "Required. " : "") + key.why()).split(" ")) {
            if (column + 1 + word.length() > LINE_LENGTH) {
                text.append("\n#");
                column = 1;
            }
            text.append(' ').append(word);
            column += 1 + word.length();
        }
        return text.append("\n#")
                .append((key.name() + " = " + key.fallback()).strip())
                .append('\n')
                .toString();
    }
}
