package tillmesh.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What two settings must not say together. A value that could not be read is not compared. */
final class CrossChecks {
    private CrossChecks() {}

    static void check(Values values, List<Problem> problems) {
        AuthChecks.check(values, problems);
        ports(values, problems);
        PeerChecks.check(values, problems);
        supabase(values, problems);
        OdooChecks.check(values, problems);
        BridgeKeys.check(values, problems);
        required(values, problems);
        noLongerThan(values, Keys.LEASE_GRACE, Keys.LEASE_TTL, problems);
        noLongerThan(values, Keys.LEASE_GRACE, Keys.LEASE_TABLE_TTL, problems);
        noLargerThan(values, Keys.JOURNAL_RESERVE, Keys.JOURNAL_FREE_MIN, problems);
        noLargerThan(values, Keys.JOURNAL_WAL_MAX, Keys.JOURNAL_SIZE_MAX, problems);
        noLargerThan(values, Keys.SCREEN_FRAME_MAX, Keys.SCREEN_QUEUE_MAX, problems);
    }

    private static void supabase(Values values, List<Problem> problems) {
        String url = values.find(SupabaseKeys.URL);
        Secret key = values.find(SupabaseKeys.KEY);
        if (url != null && key != null && !url.isEmpty() && key.isEmpty()) {
            problems.add(new Problem(
                    SupabaseKeys.KEY.name(),
                    "it is empty, and no project lets anybody in without one",
                    "Write the publishable or anon key of the project, or leave the address empty too"));
        }
    }

    // A sale would wait for ever for a cloud that there is not.
    private static void required(Values values, List<Problem> problems) {
        List<String> required = values.find(Keys.CLOUD_REQUIRED);
        missing(values, required, "supabase", SupabaseKeys.URL, problems);
        missing(values, required, "odoo", OdooKeys.URL, problems);
        missing(values, required, "bridge", BridgeKeys.URL, problems);
    }

    private static void missing(
            Values values, @Nullable List<String> required, String cloud, Key<String> url, List<Problem> problems) {
        if (required != null && required.contains(cloud) && "".equals(values.find(url))) {
            problems.add(new Problem(
                    Keys.CLOUD_REQUIRED.name(),
                    "it names " + cloud + ", and there is none",
                    "Set " + url.name() + ", or take " + cloud + " out"));
        }
    }

    private static void ports(Values values, List<Problem> problems) {
        Integer port = values.find(Keys.SCREEN_PORT);
        Integer hubPort = values.find(Keys.SCREEN_HUB_PORT);
        if (port != null && hubPort != null && hubPort != 0 && port.equals(hubPort)) {
            problems.add(new Problem(
                    Keys.SCREEN_HUB_PORT.name(),
                    "it is " + hubPort + " as screen.port is, and that one serves the same",
                    "Write 0 to have one port only, or another number"));
        }
    }

    private static void noLongerThan(Values values, Key<Duration> key, Key<Duration> most, List<Problem> problems) {
        Duration value = values.find(key);
        Duration ceiling = values.find(most);
        if (value != null && ceiling != null && value.compareTo(ceiling) > 0) {
            problems.add(larger(key, most));
        }
    }

    private static void noLargerThan(Values values, Key<Long> key, Key<Long> most, List<Problem> problems) {
        Long value = values.find(key);
        Long ceiling = values.find(most);
        if (value != null && ceiling != null && value > ceiling) {
            problems.add(larger(key, most));
        }
    }

    private static Problem larger(Key<?> key, Key<?> most) {
        return new Problem(key.name(), "it is more than " + most, "Lower it, or raise " + most);
    }
}
