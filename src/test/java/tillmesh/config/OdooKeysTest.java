package tillmesh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OdooKeysTest {
    private static final String URL = "--cloud.odoo.url=https://shop.example.com";
    private static final String DB = "--cloud.odoo.db=shop";
    private static final String USER = "--cloud.odoo.user=lane@shop.example";
    private static final String PASSWORD = "--cloud.odoo.password=tiger in the tank";

    @Test
    void without_an_address_there_is_no_odoo_and_nothing_else_is_needed() {
        assertFalse(read().config().cloud().odoo().on());
    }

    @Test
    void an_address_needs_a_database_a_user_and_a_password() {
        assertRefused("Write the name of the database", URL, USER, PASSWORD);
        assertRefused("Write the login of a user of its own", URL, DB, PASSWORD);
        assertRefused("Write the password of that user", URL, DB, USER);
        assertRefused("Give that user another password", URL, DB, USER, "--cloud.odoo.password=admin");
        assertRefused("https:// in front", "--cloud.odoo.url=http://shop.example.com", DB, USER, PASSWORD);
    }

    @Test
    void the_add_on_is_what_older_hubs_had_and_a_plain_odoo_needs_a_register() {
        NodeConfig.Odoo addon = read(URL, DB, USER, PASSWORD).config().cloud().odoo();
        NodeConfig.Odoo stock = read(URL, DB, USER, PASSWORD, "--cloud.odoo.mode=stock", "--cloud.odoo.register=3")
                .config()
                .cloud()
                .odoo();

        assertEquals(NodeConfig.Odoo.Kind.ADDON, addon.mode());
        assertEquals(NodeConfig.Odoo.Routes.POS_REACT, addon.routes());
        assertEquals(3, stock.register());
        assertRefused("Write its number", URL, DB, USER, PASSWORD, "--cloud.odoo.mode=stock");
        assertRefused("Write addon or stock", URL, DB, USER, PASSWORD, "--cloud.odoo.mode=cloud");
        assertRefused("Write pos-react or pos-api", URL, DB, USER, PASSWORD, "--cloud.odoo.routes=v2");
    }

    @Test
    void the_password_is_never_shown() {
        Reading reading = read(URL, DB, USER, PASSWORD);

        assertFalse(reading.config().toString().contains("tiger"));
        assertFalse(reading.settings().toString().contains("tiger"));
    }

    @Test
    void what_older_hubs_called_these_is_understood() {
        Map<String, String> given = Map.of(
                "ODOO_URL", "http://localhost:8069",
                "ODOO_DB", "pos",
                "ODOO_USER", "hub",
                "ODOO_PASSWORD", "tiger");

        NodeConfig.Odoo odoo = new ConfigReader(Path.of("target"), given)
                .read(List.of("--lane.id=L1", "--auth.mode=dev"))
                .config()
                .cloud()
                .odoo();

        assertTrue(odoo.on());
        assertEquals("http://localhost:8069 pos hub", odoo.url() + " " + odoo.db() + " " + odoo.user());
        assertTrue(odoo.password().matches("tiger"));
    }

    private static Reading read(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--lane.id=L1", "--auth.mode=dev"));
        arguments.addAll(List.of(more));
        return ConfigReader.ofArguments(arguments);
    }

    private static void assertRefused(String advice, String... arguments) {
        List<Problem> problems = read(arguments).problems();
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).sentence().contains(advice), problems.get(0)::sentence);
    }
}
