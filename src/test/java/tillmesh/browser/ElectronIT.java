package tillmesh.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What an Electron app has of a lane: its main process with the node of this build, and its pages with a stub of the
 * two calls that Electron adds. The tests stand in {@code electron-bridge/test}.
 */
final class ElectronIT {
    private static final Duration TESTS_MAX = Duration.ofMinutes(5);
    /** Fewer than this, and tests were not found that are there. */
    private static final int TESTS_LEAST = 20;

    @Test
    void an_electron_app_keeps_its_lane_running_and_sells_each_sale_once() throws Exception {
        String said = SdkIT.run(TESTS_MAX, "test", "--", "main", "preload", "protocol");
        Matcher counted = Pattern.compile("tests (\\d+)").matcher(said);

        assertTrue(counted.find() && Integer.parseInt(counted.group(1)) >= TESTS_LEAST, said);
    }
}
