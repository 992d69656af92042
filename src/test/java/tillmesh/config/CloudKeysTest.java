package tillmesh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudKeysTest {
    private static final String KEY = "--cloud.supabase.key=sb_publishable_123";

    @Test
    void without_an_address_there_is_no_cloud() {
        NodeConfig.Cloud cloud = read().config().cloud();

        assertFalse(cloud.supabase().on());
        assertEquals(Duration.ofSeconds(5), cloud.soloGrace());
        assertEquals(Duration.ofSeconds(60), cloud.adoptAfter());
    }

    @Test
    void an_address_is_encrypted_or_on_this_machine() {
        for (String good : List.of("https://abc.supabase.co", "http://127.0.0.1:54321", "http://localhost:54321")) {
            assertEquals(
                    good,
                    read("--cloud.supabase.url=" + good + "/", KEY)
                            .config()
                            .cloud()
                            .supabase()
                            .url());
        }
        assertRefused("https:// in front of the name", "--cloud.supabase.url=http://abc.supabase.co", KEY);
        assertRefused("and no path", "--cloud.supabase.url=https://abc.supabase.co/rest/v1", KEY);
        assertRefused("and no path", "--cloud.supabase.url=https://user:pass@abc.supabase.co", KEY);
        assertRefused("and no path", "--cloud.supabase.url=abc.supabase.co", KEY);
    }

    @Test
    void an_address_needs_a_key() {
        assertRefused("Write the publishable or anon key", "--cloud.supabase.url=https://abc.supabase.co");
    }

    @Test
    void a_project_is_called_at_its_database_or_at_its_function() {
        assertEquals(
                NodeConfig.Supabase.Via.RPC, read().config().cloud().supabase().via());
        assertEquals(
                NodeConfig.Supabase.Via.FUNCTION,
                read("--cloud.supabase.via=function")
                        .config()
                        .cloud()
                        .supabase()
                        .via());
        assertRefused("Write rpc or function", "--cloud.supabase.via=ftp");
    }

    @Test
    void keys_and_tokens_are_never_shown() {
        Reading reading =
                read("--cloud.supabase.url=https://abc.supabase.co", KEY, "--cloud.supabase.token=eyJ.abc.def");

        assertFalse(reading.config().toString().contains("sb_publishable"));
        assertFalse(reading.settings().toString().contains("eyJ.abc"));
    }

    @Test
    void what_other_systems_called_these_is_understood_and_their_examples_are_not() {
        Map<String, String> given = Map.of(
                "SUPABASE_URL",
                "https://abc.supabase.co",
                "SUPABASE_SERVICE_KEY",
                "sb_secret_123",
                "HUB_DEV_AUTH",
                "true");
        Map<String, String> examples =
                Map.of("SUPABASE_URL", "your_supabase_url", "SUPABASE_SERVICE_KEY", "your_supabase_service_key");

        NodeConfig config = environment(given).config();

        assertEquals("https://abc.supabase.co", config.cloud().supabase().url());
        assertTrue(config.cloud().supabase().key().matches("sb_secret_123"));
        assertFalse(environment(examples).config().cloud().supabase().on());
    }

    @Test
    void waits_are_within_reason() {
        assertRefused("Write something from 5s to 1d", "--cloud.adopt-after=1s");
        assertRefused("Write something from 100ms to 1h", "--cloud.solo-grace=2h");
    }

    private static Reading environment(Map<String, String> variables) {
        return new ConfigReader(Path.of("target"), variables).read(List.of("--lane.id=L1", "--auth.mode=dev"));
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

    @Test
    void a_cloud_that_is_required_must_be_there() {
        assertRefused(
                "it names odoo, and there is none",
                "--cloud.required=supabase,odoo",
                "--cloud.supabase.url=http://localhost:1",
                KEY);
        assertRefused("'s3' is no cloud", "--cloud.required=s3");
        assertEquals(
                List.of("supabase"),
                read("--cloud.required=supabase", "--cloud.supabase.url=http://localhost:1", KEY)
                        .config()
                        .cloud()
                        .required());
    }
}
