package tillmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.NodeProcess;
import tillmesh.chaos.rig.Probe;

/** How long it takes from the start of the process until a till may sign in, over a folder that was used before. */
final class StartUp {
    private static final int TIMES = 10;
    private static final long LOOK_EVERY_NANOS = 500_000;

    private final Launch launch;
    private final Path java;
    private final Path archive;

    /** @param launch a node @param home of the Java machine to measure @param dir where the archive may lie */
    StartUp(Launch launch, Path home, Path dir) {
        this.launch = launch;
        this.java = home.resolve("bin/java");
        this.archive = dir.resolve("classes-" + home.getFileName() + ".archive");
    }

    /** With the given options and no archive. @param options of the Java machine @return median, milliseconds */
    long plain(List<String> options) {
        return median(launch.on(java, options));
    }

    /**
     * With an archive of the classes that a node needs, made by its {@code warm-up}.
     *
     * @param options of the Java machine @param ahead whether this machine knows caches made ahead of time (Java 25)
     * @return median, milliseconds
     */
    long archived(List<String> options, boolean ahead) throws IOException {
        List<String> making = new ArrayList<>(options);
        making.add((ahead ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive);
        try (NodeProcess warmUp =
                NodeProcess.spawn(launch, launch.on(java, making).words("warm-up"))) {
            warmUp.exitCode();
        }
        if (!Files.exists(archive)) {
            throw new IOException("no archive was made: " + archive);
        }
        List<String> using = new ArrayList<>(options);
        using.add((ahead ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
        return median(launch.on(java, using));
    }

    private static long median(Launch launch) {
        List<Long> millis = new ArrayList<>();
        // The first one only makes the folder and warms the page cache.
        for (int time = 0; time <= TIMES; time++) {
            long once = once(launch);
            if (time > 0) {
                millis.add(once);
            }
        }
        Collections.sort(millis);
        return millis.get(TIMES / 2);
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
            long millis = (System.nanoTime() - start) / 1_000_000;
            node.stop();
            return millis;
        }
    }
}
