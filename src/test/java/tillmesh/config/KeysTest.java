package tillmesh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each kind of value takes and refuses. */
class KeysTest {

    @Test
    void durations_have_a_unit() {
        assertEquals(
                Duration.ofMillis(500),
                with("--lease.tick=500ms").config().lease().tick());
        assertEquals(
                Duration.ofSeconds(20),
                with("--lease.tick=20s").config().lease().tick());
        assertEquals(
                Duration.ofMinutes(5), with("--lease.ttl=5m").config().lease().ttl());
        assertEquals(
                Duration.ofHours(2), with("--screen.idle=2h").config().screen().idle());
        assertEquals(
                Duration.ofDays(7), with("--journal.keep=7 d").config().data().keep());
        assertRefused("--lease.ttl=20", "Write 20s for seconds, 20ms for milliseconds.");
        assertRefused("--lease.ttl=1.5m", "Write a whole number and a unit");
        assertRefused("--lease.ttl=-5s", "Write a whole number and a unit");
        assertRefused("--lease.ttl=s", "Write a whole number and a unit");
        assertRefused("--lease.ttl=3 weeks", "Write a whole number and a unit");
        assertRefused("--lease.ttl=2h", "Write something from 1s to 1h.");
        assertRefused("--lease.ttl=999999999999999d", "Write a whole number and a unit");
    }

    @Test
    void sizes_have_a_binary_unit() {
        assertEquals(
                64 << 10, with("--screen.frame-max=64KiB").config().screen().frameMaxBytes());
        assertEquals(8L << 20, with("--journal.wal-max=8MiB").config().data().walMaxBytes());
        assertEquals(1L << 30, with("--journal.wal-max=1GiB").config().data().walMaxBytes());
        assertRefused("--journal.wal-max=64MB", "Write 64MiB.");
        assertRefused("--journal.wal-max=1g", "Write 1GiB.");
        assertRefused("--journal.wal-max=64", "Write a whole number and a unit");
        assertRefused("--journal.wal-max=1KiB", "Write something from 1MiB to 4GiB.");
        assertRefused("--journal.wal-max=999999999999999GiB", "Write a whole number and a unit");
    }

    @Test
    void ports_are_ports() {
        assertEquals(0, with("--screen.port=0").config().screen().port());
        assertRefused("--screen.port=65536", "Write something from 0 to 65535.");
        assertRefused("--screen.port=http", "Write a whole number from 0 to 65535.");
        assertRefused("--screen.port=", "Write a whole number from 0 to 65535.");
        assertRefused("--screen.port=8765", "Write 0 to have one port only, or another number.");
    }

    @Test
    void dev_sign_in_is_refused_where_strangers_can_reach_it() {
        for (String open : List.of("0.0.0.0", "192.168.1.5", "::", "till-1.local", "128.0.0.1", "127.evil.example")) {
            assertRefused("--screen.host=" + open, "Write screen.host = 127.0.0.1.");
        }
        for (String closed : List.of("127.0.0.1", "127.0.0.5", "localhost", "LOCALHOST", "::1", "[::1]")) {
            assertEquals(List.of(), with("--screen.host=" + closed).problems());
        }
    }

    @Test
    void sign_in_modes_of_later_versions_are_refused_with_a_sentence() {
        for (String later : List.of("jwt")) {
            Reading reading = ConfigReader.ofArguments(List.of("--lane.id=L1", "--auth.mode=" + later));
            assertEquals(
                    "'" + later + "' is not in this version yet (--auth.mode)",
                    reading.problems().get(0).what());
        }
    }

    @Test
    void origins_are_taken_as_browsers_send_them() {
        assertEquals(
                List.of("https://pos.example.com", "http://localhost:3000", "file://"),
                with("--screen.origins=https://POS.example.com/, http://localhost:3000,,file://")
                        .config()
                        .screen()
                        .origins());
        assertRefused("--screen.origins=*", "there is no wildcard");
        assertRefused("--screen.origins=pos.example.com", "there is no wildcard");
        assertRefused("--screen.origins=https://pos.example.com/path", "there is no wildcard");
    }

    @Test
    void hosts_are_names_without_scheme() {
        assertEquals(
                List.of("till-1.local", "fe80::1%eth0"),
                with("--screen.hosts=Till-1.local,fe80::1%eth0")
                        .config()
                        .screen()
                        .hosts());
        assertRefused("--screen.hosts=http://till", "there is no wildcard");
        assertRefused("--screen.hosts=*.local", "there is no wildcard");
    }

    @Test
    void a_limit_is_not_above_the_limit_that_it_lies_in() {
        assertRefused("--lease.grace=50s", "Lower it, or raise lease.table-ttl.");
        assertRefused("--journal.reserve=100MiB", "Lower it, or raise journal.free-min.");
        assertRefused("--screen.frame-max=8MiB", "Lower it, or raise screen.queue-max.");
    }

    @Test
    void a_secret_is_never_shown() {
        String token = "tiger in the tank";
        Reading refused = with("--auth.admin-token=" + token);
        Reading taken = with("--auth.admin-token=tiger-in-the-tank");

        assertFalse(refused.problems().isEmpty());
        assertTrue(taken.config().auth().adminToken().matches("tiger-in-the-tank"));
        for (Reading reading : List.of(refused, taken)) {
            String shown = reading.problems() + " " + reading.settings()
                    + reading.settings().stream().map(Setting::shown).toList();
            assertFalse(shown.contains("tiger"), shown);
            assertTrue(shown.contains("(hidden)"), shown);
        }
        assertFalse(taken.config().toString().contains("tiger"));
    }

    @Test
    void a_token_that_can_be_guessed_or_not_sent_is_refused() {
        assertRefused("--auth.admin-token=short", "Write at least 8");
        assertRefused("--auth.admin-token=pass\u00e9word123", "Write ASCII letters");
    }

    @Test
    void names_are_unlike_each_other_in_the_environment_too() {
        Set<String> variables = new HashSet<>();
        Keys.all().forEach(key -> assertTrue(variables.add(key.variable()), key.variable()));
        assertEquals("TILLMESH_SCREEN_HUB_PORT", Keys.SCREEN_HUB_PORT.variable());
    }

    private static Reading with(String argument) {
        List<String> arguments = new ArrayList<>(List.of("--lane.id=L1", "--auth.mode=dev"));
        arguments.add(argument);
        return ConfigReader.ofArguments(arguments);
    }

    private static void assertRefused(String argument, String advice) {
        List<Problem> problems = with(argument).problems();
        assertEquals(1, problems.size(), () -> argument + " gave " + problems);
        assertTrue(problems.get(0).sentence().contains(advice), problems.get(0)::sentence);
    }
}
