package tillmesh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the way to sign in and the other settings must say together. */
class AuthKeysTest {
    private static final List<String> ODOO = List.of(
            "--lane.id=L1",
            "--auth.mode=odoo",
            "--cloud.odoo.url=https://shop.example.com",
            "--cloud.odoo.db=shop",
            "--cloud.odoo.user=lane",
            "--cloud.odoo.password=tiger-in-the-tank");

    private static Reading with(String... more) {
        List<String> arguments = new ArrayList<>(ODOO);
        arguments.addAll(List.of(more));
        return ConfigReader.ofArguments(arguments);
    }

    private static void assertRefused(String key, Reading reading) {
        assertEquals(1, reading.problems().size(), reading.problems().toString());
        assertTrue(
                reading.problems().get(0).toString().contains(key),
                reading.problems().toString());
    }

    @Test
    void whoever_signs_in_by_odoo_may_come_from_the_whole_network() {
        NodeConfig.Auth auth = with("--screen.host=0.0.0.0").config().auth();

        assertEquals(NodeConfig.Auth.Mode.ODOO, auth.mode());
        assertEquals(Duration.ofHours(24), auth.offlineFor());
    }

    @Test
    void there_must_be_an_odoo_to_ask() {
        assertRefused(
                "auth.mode = odoo has to ask there",
                ConfigReader.ofArguments(List.of("--lane.id=L1", "--auth.mode=odoo")));
    }

    @Test
    void without_a_token_nobody_gets_in_from_the_network() {
        assertEquals(List.of(), with("--auth.without-token=on").problems());
        assertRefused("auth.without-token", with("--auth.without-token=on", "--screen.host=0.0.0.0"));
    }

    @Test
    void offline_is_between_never_and_a_month() {
        assertEquals(
                Duration.ZERO, with("--auth.offline-for=0s").config().auth().offlineFor());
        assertRefused("auth.offline-for", with("--auth.offline-for=31d"));
    }
}
