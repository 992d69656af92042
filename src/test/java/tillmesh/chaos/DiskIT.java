package tillmesh.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import tillmesh.chaos.rig.Folders;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.NodeProcess;
import tillmesh.chaos.rig.Probe;
import tillmesh.sim.Dice;

/** The disk is full, or answers with errors, while tills sell. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DiskIT {
    private static final int TIMES = 3;
    /** One request under way: a later one must not be done while an earlier one is put off. */
    private static final StormRules PATIENT = new StormRules(4, 1, 2_000, Set.of("DISK"));

    private static final String[] SMALL = {"--journal.free-min=1MiB", "--journal.reserve=1MiB", "--journal.wal-max=4MiB"
    };

    @Test
    @DisabledIfSystemProperty(named = "skip.mount", matches = "true", disabledReason = "asked for by -Dskip.mount=true")
    void a_full_disk_refuses_and_selling_goes_on_by_itself_when_space_returns() throws IOException {
        Path place = Folders.fresh("full");
        List<String> inMemory = List.of(
                "unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=192m tmpfs \"$0\" && exec \"$@\"", "" + place);
        assertTrue(
                Lab.works(inMemory, "true"),
                "this machine lets no user mount a small disk of its own (unshare -rm); run where that is allowed, or leave"
                        + " the full disk out with -Dskip.mount=true");
        Launch launch = Launch.in(place).with(SMALL);
        List<String> command = new ArrayList<>(inMemory);
        command.addAll(launch.run());
        try (Storm storm = Storm.begin(launch.port(), PATIENT, new Dice(3));
                NodeProcess node = NodeProcess.spawn(launch, command)) {
            storm.awaitAcks(500);
            // The mount is only seen from inside; /proc leads there.
            Path filler = Path.of("/proc/" + node.pid() + "/root" + place, "filler");
            Map<String, String> seen = Map.of();
            for (int time = 1; time <= TIMES; time++) {
                Lab.fill(filler);
                storm.awaitRefusals(40);
                assertEquals(200, Probe.status(launch.port(), "/livez"), "the node lives on a full disk");
                Files.delete(filler);
                storm.awaitAcks(500);
                storm.calm();
                seen = Audit.of(storm, "free-" + time, seen);
                storm.goOn();
            }
            end(storm, node, "disk full");
        }
    }

    @Test
    void a_disk_that_answers_with_errors_is_never_believed() throws IOException {
        assertTrue(
                Lab.works(List.of("prlimit", "--version"), ""),
                "prlimit is not installed, which makes the disk fail: install the package util-linux");
        Launch launch = Launch.in(Folders.fresh("errors")).with(SMALL);
        try (Storm storm = Storm.begin(launch.port(), PATIENT, new Dice(4));
                NodeProcess node = NodeProcess.spawn(launch)) {
            storm.awaitAcks(500);
            Map<String, String> seen = Map.of();
            for (int time = 1; time <= TIMES; time++) {
                // No file may grow: each write beyond the end fails, as on a dying disk, and not with "disk full".
                Lab.works(List.of("prlimit", "--pid", "" + node.pid()), "--fsize=100000:unlimited");
                storm.awaitRefusals(40);
                assertEquals(200, Probe.status(launch.port(), "/livez"), "the node lives on a failing disk");
                Lab.works(List.of("prlimit", "--pid", "" + node.pid()), "--fsize=unlimited:unlimited");
                storm.awaitAcks(500);
                storm.calm();
                seen = Audit.of(storm, "well-" + time, seen);
                storm.goOn();
            }
            end(storm, node, "disk failing");
            node.stop();
            assertEquals(0, Lab.prove(launch), "the chain closes");
        }
    }

    @Test
    void a_database_at_its_ceiling_refuses_and_everything_in_it_can_still_be_read() throws IOException {
        Launch launch = Launch.in(Folders.fresh("ceiling")).with(SMALL).with("--journal.size-max=16MiB");
        StormRules big = new StormRules(4, 1, 100_000, Set.of("DISK"));
        try (Storm storm = Storm.begin(launch.port(), big, new Dice(5))) {
            try (NodeProcess node = NodeProcess.spawn(launch)) {
                storm.awaitRefusals(40);
                node.kill();
            }
            assertEquals(0, Lab.prove(launch), "the chain closes");
            // With a higher ceiling everything that was put off is done.
            try (NodeProcess node = NodeProcess.start(launch.with("--journal.size-max=1GiB"))) {
                end(storm, node, "ceiling reached");
            }
        }
    }

    private static void end(Storm storm, NodeProcess node, String what) throws IOException {
        storm.settle();
        Audit.of(storm, "last", Map.of());
        assertTrue(node.alive(), "the same process goes on");
        System.out.printf(
                "%s: %d acknowledgements checked, %d times put off, %d violations%n",
                what,
                storm.book().ackCount(),
                storm.refusals(),
                storm.findings().count());
        assertEquals(List.of(), storm.findings().sentences());
    }
}
