package tillmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.NodeProcess;
import tillmesh.chaos.rig.Probe;

/**
 * How long it takes from the start of the process until a till may sign in, over a folder that was used before. Each
 * answer is the cells of a table: median, fastest and slowest, milliseconds.
 */
final class StartUp {
    private static final int TIMES = 11;
    private static final long LOOK_EVERY_NANOS = 500_000;
    private static final List<String> PLAIN = List.of("-XX:+UseSerialGC", "-Xmx64m");

    private final Launch launch;
    private final Path java;
    private final Path archive;
    /** Java 25 has caches made ahead of time; older ones have archives of classes. */
    private final boolean ahead;

    /** @param launch a node @param home of the Java machine to measure @param dir where the archive may lie */
    StartUp(Launch launch, Path home, Path dir) throws IOException {
        this.launch = launch;
        this.java = home.resolve("bin/java");
        this.archive = dir.resolve("classes.archive");
        this.ahead = Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
    }

    /** As it is shipped, with what the build made. */
    String shipped() {
        return times(launch.on(java, launch.options()));
    }

    /** With no more than a heap and a collector. */
    String plain() {
        return times(launch.on(java, PLAIN));
    }

    String archiveName() {
        return ahead ? "cache made ahead of time by one warm-up" : "archive of its classes made by one warm-up";
    }

    /** With an archive of the classes that a node needs. @throws IOException when none was made */
    String archived() throws IOException {
        List<String> making = new ArrayList<>(PLAIN);
        making.add((ahead ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive);
        try (NodeProcess warmUp =
                NodeProcess.spawn(launch, launch.on(java, making).words("warm-up"))) {
            warmUp.exitCode();
        }
        if (!Files.exists(archive)) {
            throw new IOException("no archive was made: " + archive);
        }
        List<String> using = new ArrayList<>(PLAIN);
        using.add((ahead ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
        return times(launch.on(java, using));
    }

    private static String times(Launch launch) {
        List<Long> millis = new ArrayList<>();
        once(launch); // makes the folder and warms the page cache
        for (int time = 0; time < TIMES; time++) {
            millis.add(once(launch));
        }
        Collections.sort(millis);
        return millis.get(TIMES / 2) + " | " + millis.get(0) + " | " + millis.get(TIMES - 1);
    }

    private static long once(Launch launch) {
        long start = System.nanoTime();
        try (NodeProcess node = NodeProcess.spawn(launch)) {
            while (Probe.status(launch.port(), "/readyz") != 200) {
                if (!node.alive()) {
                    throw new IllegalStateException("the node does not start" + node.story());
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            node.stop();
            return millis;
        }
    }
}
