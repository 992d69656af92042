package tillmesh.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tillmesh.chaos.rig.Folders;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.NodeProcess;
import tillmesh.chaos.rig.Probe;
import tillmesh.sim.Dice;

/** A node is asked to stop while tills sell, and a second one wants the same folder. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StopIT {
    private static final int TERMINATED = 128 + 15;
    private static final int TRY_AGAIN = 75;
    private static final long STOPS = 5;

    private final Launch launch = Launch.in(Folders.fresh("stop"));

    @Test
    void a_node_that_is_asked_to_stop_says_goodbye_loses_nothing_and_leaves_a_tidy_folder() throws IOException {
        try (Storm storm = Storm.begin(launch.port(), StormRules.usual(), new Dice(2))) {
            Map<String, String> seen = Map.of();
            for (int stop = 1; stop <= STOPS; stop++) {
                long goodbyes = storm.goodbyes();
                try (NodeProcess node = NodeProcess.spawn(launch)) {
                    storm.awaitAcks(500L * stop);
                    assertEquals(TERMINATED, node.stop(), "the exit code of a process that was asked to end");
                }
                assertTrue(storm.goodbyes() > goodbyes, "tills are told that the node goes away");
                Path log = launch.dir().resolve("tillmesh.db-wal");
                assertEquals(0, Files.exists(log) ? Files.size(log) : 0, "the log is folded into the database");
                assertEquals(0, Lab.prove(launch), "the chain closes");
            }
            try (NodeProcess node = NodeProcess.start(launch)) {
                storm.settle();
                Audit.of(storm, "last", seen);
                node.stop();
            }
            assertEquals(List.of(), storm.findings().sentences());
        }
    }

    @Test
    void a_second_process_on_the_same_folder_is_told_who_has_it_and_to_try_again() throws IOException {
        try (NodeProcess first = NodeProcess.start(launch)) {
            Launch again = launch.as("L1", Probe.freePort());
            try (NodeProcess second = NodeProcess.spawn(again)) {
                assertEquals(TRY_AGAIN, second.exitCode());
                assertTrue(second.story().contains("\"pid\":" + first.pid()), second.story());
            }
            assertEquals(200, Probe.status(launch.port(), "/readyz"), "the first one goes on");
            first.stop();
        }
    }
}
