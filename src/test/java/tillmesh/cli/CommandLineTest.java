package tillmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command line means, and with which number it ends. No node runs here. */
class CommandLineTest {
    @TempDir
    Path folder;

    @Test
    void nothing_asked_for_is_answered_with_what_there_is() {
        Terminal terminal = new Terminal(folder);

        assertEquals(ExitCode.OK, terminal.run());
        for (String command : new String[] {
            "run",
            "demo",
            "stats",
            "events",
            "drain",
            "lanes",
            "retire",
            "reset-leases",
            "reset-data",
            "prove",
            "config",
            "completion",
            "version"
        }) {
            assertTrue(terminal.out().contains("\n  " + command + " "), terminal.out());
        }
        assertFalse(terminal.out().contains("warm-up"), terminal.out());
        assertFalse(terminal.out().contains("demo-lane"), terminal.out());
    }

    @Test
    void every_command_explains_itself() {
        Terminal terminal = new Terminal(folder);
        for (String command : new String[] {"run", "demo", "stats", "events", "prove", "config", "reset-data"}) {
            assertEquals(ExitCode.OK, terminal.run(command, "--help"));
            assertTrue(terminal.out().contains("Usage: tillmesh " + command), terminal.out());
        }
    }

    @Test
    void a_command_that_there_is_not_ends_with_64_and_the_nearest_one() {
        Terminal terminal = new Terminal(folder);

        assertEquals(ExitCode.USAGE, terminal.run("evnts"));
        assertTrue(terminal.err().contains("Did you mean events"), terminal.err());
        assertEquals("", terminal.out());
    }

    @Test
    void what_is_no_setting_and_no_option_ends_with_64() {
        Terminal terminal = new Terminal(folder);

        assertEquals(ExitCode.USAGE, terminal.run("run", "--fast"));
        assertEquals(ExitCode.USAGE, terminal.run("run", "now"));
        assertEquals(ExitCode.USAGE, terminal.run("stats", "--jsno"));
        assertEquals(ExitCode.USAGE, terminal.run("events", "many"));
        assertEquals(ExitCode.USAGE, terminal.run("events", "0"));
        assertEquals(ExitCode.USAGE, terminal.run("events", "1001"));
        assertEquals(ExitCode.USAGE, terminal.run("config"));
        assertEquals(ExitCode.USAGE, terminal.run("demo", "--shoppers", "201"));
        assertEquals(ExitCode.USAGE, terminal.run("demo", "--lane.id=L7"));
    }

    @Test
    void a_lane_with_a_wrong_configuration_says_everything_and_ends_with_78() {
        Terminal terminal = new Terminal(folder);

        assertEquals(ExitCode.CONFIGURATION, terminal.run("run", "--auth.mode=jwt", "--screen.prot=1"));

        String[] lines = terminal.err().strip().split("\n", -1);
        assertEquals(3, lines.length, terminal.err());
        assertTrue(terminal.err().contains("tillmesh: lane.id: "), terminal.err());
        assertTrue(terminal.err().contains("Did you mean screen.port?"), terminal.err());
        assertTrue(terminal.err().contains("not in this version yet"), terminal.err());
    }

    @Test
    void a_sound_configuration_is_called_sound() {
        Terminal terminal = new Terminal(folder);

        assertEquals(ExitCode.OK, terminal.run("config", "check", "--lane.id=L1", "--auth.mode=dev"));
        assertEquals("The configuration is sound.\n", terminal.out().replace("\r", ""));
    }

    @Test
    void problems_are_told_as_json_too() throws IOException {
        Terminal terminal = new Terminal(folder);

        assertEquals(ExitCode.CONFIGURATION, terminal.run("config", "check", "--json", "--lane.id=L1"));

        JsonNode told = new ObjectMapper().readTree(terminal.out());
        assertFalse(told.path("ok").asBoolean(true));
        assertEquals("auth.mode", told.path("problems").path(0).path("key").asText());
    }

    @Test
    void each_value_shows_where_it_came_from_and_a_secret_shows_nothing() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/tillmesh.properties"), "lane.id = L7\n");
        Terminal terminal = new Terminal(folder, Map.of("TILLMESH_AUTH_ADMIN_TOKEN", "tiger-in-the-tank"), "");

        assertEquals(ExitCode.OK, terminal.run("config", "print", "--auth.mode=dev"));

        assertTrue(terminal.out().matches("(?s).*lane.id += L7 +# .*tillmesh.properties line 1\n.*"), terminal.out());
        assertTrue(terminal.out().matches("(?s).*auth.mode += dev +# --auth.mode\n.*"), terminal.out());
        assertTrue(terminal.out().matches("(?s).*screen.port += 8766 +# default\n.*"), terminal.out());
        assertTrue(terminal.out().contains("(hidden)"), terminal.out());
        assertFalse((terminal.out() + terminal.err()).contains("tiger"));
    }

    @Test
    void a_folder_without_a_lane_ends_with_73() {
        Terminal terminal = new Terminal(folder);
        for (String command : new String[] {"stats", "events", "drain", "lanes", "reset-leases", "prove"}) {
            assertEquals(ExitCode.CANNOT_CREATE, terminal.run(command, "--data.dir=nowhere"), command);
            assertTrue(terminal.err().contains("--data.dir=DIR"), terminal.err());
        }
    }

    @Test
    void a_command_that_only_looks_for_the_folder_needs_no_lane_but_takes_no_unknown_setting() {
        Terminal terminal = new Terminal(folder);

        assertEquals(ExitCode.CONFIGURATION, terminal.run("stats", "--data.dri=x"));
        assertFalse(terminal.err().contains("lane.id"), terminal.err());
    }

    @Test
    void a_file_that_is_no_lane_is_not_proved() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "Dear Ana,\n".repeat(1000));
        Terminal terminal = new Terminal(folder);

        assertEquals(ExitCode.CANNOT_CREATE, terminal.run("prove", "letter.txt"));
        assertEquals(ExitCode.CANNOT_CREATE, terminal.run("prove", "gone.db"));
    }

    @Test
    void the_version_is_told() throws IOException {
        Terminal terminal = new Terminal(folder);

        assertEquals(ExitCode.OK, terminal.run("version", "--json"));
        assertEquals(
                "development",
                new ObjectMapper().readTree(terminal.out()).path("tillmesh").asText());
        assertEquals(ExitCode.OK, terminal.run("--version"));
        assertTrue(terminal.out().startsWith("Tillmesh development on Java "), terminal.out());
    }

    @Test
    void the_completion_script_knows_the_commands() {
        Terminal terminal = new Terminal(folder);

        assertEquals(ExitCode.OK, terminal.run("completion"));
        assertTrue(terminal.out().contains("reset-leases"), terminal.out());
        assertEquals(ExitCode.OK, terminal.run("completion", "zsh"));
        assertTrue(terminal.out().contains("bashcompinit"), terminal.out());
        assertEquals(ExitCode.USAGE, terminal.run("completion", "csh"));
    }
}
