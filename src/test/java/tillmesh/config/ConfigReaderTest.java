package tillmesh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    private static final List<String> ENOUGH = List.of("--lane.id=L1", "--auth.mode=dev");

    @TempDir
    Path folder;

    @Test
    void a_lane_and_a_way_to_sign_in_are_enough() {
        NodeConfig config = ConfigReader.ofArguments(ENOUGH).config();

        assertEquals("L1", config.lane().name());
        assertEquals(ZoneId.systemDefault(), config.store().zone());
        assertEquals(Path.of("./data"), config.data().dir());
        assertEquals(Duration.ofDays(30), config.data().keep());
        assertEquals(64L << 20, config.data().walMaxBytes());
        assertEquals("127.0.0.1", config.screen().host());
        assertEquals(8766, config.screen().port());
        assertEquals(8765, config.screen().hubPort());
        assertEquals(1 << 20, config.screen().frameMaxBytes());
        assertTrue(config.auth().adminToken().isEmpty());
        assertEquals(Duration.ofSeconds(60), config.lease().ttl());
        assertEquals(Duration.ofSeconds(20), config.lease().tick());
    }

    @Test
    void the_command_line_wins_over_the_environment_and_that_over_the_file() throws IOException {
        file("lane.id = fromFile\nscreen.port = 1001\nscreen.hub-port = 1002\n");
        Map<String, String> environment = Map.of("TILLMESH_LANE_ID", "fromEnv", "TILLMESH_SCREEN_PORT", "2001");

        Reading reading = reader(environment).read(List.of("--lane.id=L9", "--auth.mode=dev"));

        assertEquals("L9 (--lane.id)", traced(reading, "lane.id"));
        assertEquals("2001 (environment TILLMESH_SCREEN_PORT)", traced(reading, "screen.port"));
        assertEquals(
                "1002 (" + folder.resolve("conf/tillmesh.properties") + " line 3)", traced(reading, "screen.hub-port"));
        assertEquals("60s (default)", traced(reading, "lease.ttl"));
    }

    @Test
    void a_named_file_is_read_instead_of_the_one_that_lies_there() throws IOException {
        file("lane.id = L1\nscreen.port = 1001\n");
        Files.writeString(folder.resolve("other.properties"), "lane.id = L2\nauth.mode = dev\n");

        NodeConfig config =
                reader(Map.of()).read(List.of("--config=other.properties")).config();

        assertEquals("L2", config.lane().name());
        assertEquals(8766, config.screen().port());
    }

    @Test
    void a_named_file_that_is_not_there_is_a_problem() {
        Reading reading = reader(Map.of("TILLMESH_CONFIG", "gone.properties")).read(ENOUGH);

        assertEquals(Set.of("--config"), keys(reading));
    }

    @Test
    void an_underscore_in_the_environment_stands_for_a_dot_or_a_dash() {
        Map<String, String> environment = Map.of("TILLMESH_SCREEN_HUB_PORT", "1", "TILLMESH_JOURNAL_WAL_MAX", "2MiB");

        NodeConfig config = reader(environment).read(ENOUGH).config();

        assertEquals(1, config.screen().hubPort());
        assertEquals(2L << 20, config.data().walMaxBytes());
    }

    @Test
    void all_problems_are_reported_at_once() throws IOException {
        file("screen.prt = 1\nlease.ttl = soon\nno equals sign\n");
        Map<String, String> environment = Map.of("TILLMESH_SCREEN_HOSTT", "x", "TILLMESH_JOURNAL_KEEP", "1s");

        Reading reading =
                reader(environment).read(List.of("--screen.rate=0", "--store.zone=Mars", "--colour=red", "loose"));

        assertEquals(
                Set.of(
                        "screen.prt",
                        folder.resolve("conf/tillmesh.properties") + " line 3",
                        "TILLMESH_SCREEN_HOSTT",
                        "colour",
                        "loose",
                        "lane.id",
                        "auth.mode",
                        "lease.ttl",
                        "journal.keep",
                        "screen.rate",
                        "store.zone"),
                keys(reading));
    }

    @Test
    void a_configuration_with_problems_cannot_be_used() {
        assertThrows(
                AssertionError.class, () -> ConfigReader.ofArguments(List.of()).config());
    }

    @Test
    void a_slip_is_told_the_nearest_name() {
        assertEquals("Did you mean screen.port?", advice("--scren.port=1"));
        assertEquals("Did you mean lane.id?", advice("--lane_id=1"));
        assertEquals("'tillmesh config print' lists all settings", advice("--xyzzy.plugh.quux=1"));
    }

    @Test
    void what_is_said_with_another_systems_name_is_understood() {
        Map<String, String> environment = Map.of(
                "HUB_PORT", "9765",
                "HUB_HTTP_PORT", "9766",
                "HUB_LEASE_TTL_MS", "30000",
                "HUB_HEARTBEAT_MS", "5000",
                "HUB_GRACE_MS", "2500",
                "HUB_DEV_AUTH", "true",
                "HUB_DB_PATH", "/var/lib/pos-hub/hub.sqlite",
                "TERMINAL_ID", "till-3");

        NodeConfig config = reader(environment).read(List.of()).config();

        assertEquals("till-3", config.lane().name());
        assertEquals(9765, config.screen().hubPort());
        assertEquals(9766, config.screen().port());
        assertEquals(Duration.ofSeconds(30), config.lease().ttl());
        assertEquals(Duration.ofSeconds(5), config.lease().tick());
        assertEquals(Duration.ofMillis(2500), config.lease().grace());
        assertEquals(NodeConfig.Auth.Mode.DEV, config.auth().mode());
        assertEquals(Path.of("/var/lib/pos-hub"), config.data().dir());
    }

    @Test
    void another_systems_lanes_are_understood_as_machines_and_its_ports_are_not_ours() {
        Map<String, String> environment = Map.of(
                "PEER_TERMINALS", "ws://10.0.0.7:8123, wss://till-2.local/path,10.0.0.9:7801",
                "STORE_ID", "S1",
                "TENANT_ID", "T1");

        NodeConfig config = reader(environment).read(ENOUGH).config();

        assertEquals(
                List.of(
                        new NodeConfig.PeerHost("10.0.0.7", 0),
                        new NodeConfig.PeerHost("till-2.local", 0),
                        new NodeConfig.PeerHost("10.0.0.9", 7801)),
                config.peer().hosts());
        assertEquals("S1", config.store().id());
        assertEquals("T1", config.store().tenant());
    }

    @Test
    void our_own_name_wins_over_another_systems_name() {
        Reading reading =
                reader(Map.of("HUB_PORT", "1", "TILLMESH_SCREEN_HUB_PORT", "2")).read(ENOUGH);

        assertEquals("2 (environment TILLMESH_SCREEN_HUB_PORT)", traced(reading, "screen.hub-port"));
    }

    @Test
    void two_other_names_that_disagree_are_a_problem_and_two_that_agree_are_none() {
        assertEquals(
                Set.of("screen.port"),
                keys(reader(Map.of("HUB_HTTP_PORT", "1", "TERMINAL_PORT", "2")).read(ENOUGH)));
        assertEquals(
                Set.of(),
                keys(reader(Map.of("HUB_HTTP_PORT", "1", "TERMINAL_PORT", "1")).read(ENOUGH)));
    }

    @Test
    void what_others_keep_in_the_environment_is_left_alone() {
        Map<String, String> environment = Map.of(
                "ODOO_RPC_HEADERS", "a:b", "DATABASE_URL", "https://x", "PATH", "/bin", "TILLMESH_LEASE_TTL", "");

        assertEquals(Set.of(), keys(reader(environment).read(ENOUGH)));
    }

    @Test
    void a_backslash_in_the_file_is_a_backslash() throws IOException {
        file("lane.id=L1\nauth.mode=dev\ndata.dir = C:\\tillmesh\\new data\n");

        assertEquals(
                "C:\\tillmesh\\new data",
                reader(Map.of()).read(List.of()).config().data().dir().toString());
    }

    @Test
    void a_mark_that_editors_put_before_utf_8_is_skipped() throws IOException {
        file("\uFEFFlane.id=L1\r\nauth.mode=dev\r\n");

        assertEquals("L1", reader(Map.of()).read(List.of()).config().lane().name());
    }

    @Test
    void a_key_without_a_value_in_the_file_keeps_its_default() throws IOException {
        file("lane.id=L1\nauth.mode=dev\nlease.ttl =\n");

        assertEquals("60s (default)", traced(reader(Map.of()).read(List.of()), "lease.ttl"));
    }

    @Test
    void a_key_that_is_set_twice_in_the_file_is_a_problem() throws IOException {
        file("lane.id=L1\nauth.mode=dev\nlane.id=L2\n");

        assertEquals(Set.of("lane.id"), keys(reader(Map.of()).read(List.of())));
    }

    private void file(String text) throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/tillmesh.properties"), text);
    }

    private ConfigReader reader(Map<String, String> environment) {
        return new ConfigReader(folder, environment);
    }

    private static Set<String> keys(Reading reading) {
        return reading.problems().stream().map(Problem::key).collect(Collectors.toSet());
    }

    private static String advice(String argument) {
        Reading reading = ConfigReader.ofArguments(List.of("--lane.id=L1", "--auth.mode=dev", argument));
        assertFalse(reading.problems().isEmpty());
        return reading.problems().get(0).whatToWrite();
    }

    private static String traced(Reading reading, String key) {
        return reading.settings().stream()
                .filter(setting -> setting.key().name().equals(key))
                .map(setting -> setting.text() + " (" + setting.origin() + ")")
                .findFirst()
                .orElseThrow();
    }
}
