package tillmesh.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The options of Java as they are shipped. */
class JavaOptionsTest {
    @Test
    void every_option_has_its_reason_in_the_line_above() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("conf/jvm.options"));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("-")));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("-")) {
                assertTrue(i > 0 && lines.get(i - 1).startsWith("# "), lines.get(i));
            }
        }
    }
}
