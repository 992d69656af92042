package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BootTimeTest {
    @TempDir
    private Path folder;

    private OptionalLong read(String text) throws IOException {
        return new BootTime(Files.writeString(folder.resolve("uptime"), text)).get();
    }

    @Test
    void seconds_and_hundredths_become_milliseconds() throws IOException {
        assertEquals(OptionalLong.of(350_735_470), read("350735.47 234388.90\n"));
        assertEquals(OptionalLong.of(50), read("0.05 0.00\n"));
    }

    @Test
    void where_nothing_or_something_else_stands_it_is_not_known() throws IOException {
        assertEquals(OptionalLong.empty(), new BootTime(folder.resolve("none")).get());
        assertEquals(OptionalLong.empty(), read(""));
        assertEquals(OptionalLong.empty(), read("long ago"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void this_machine_knows_it_and_it_grows() {
        long first = BootTime.ofThisMachine().get().orElseThrow();
        long second = BootTime.ofThisMachine().get().orElseThrow();

        assertTrue(first > 0 && second >= first);
    }
}
