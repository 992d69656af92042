package tillmesh.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.NodeProcess;

/** What these tests need of the machine. */
final class Lab {
    private Lab() {}

    /** Whether a command can be run on this machine. @param last its last word, left out when empty */
    static boolean works(List<String> words, String last) {
        List<String> command = new ArrayList<>(words);
        if (!last.isEmpty()) {
            command.add(last);
        }
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Makes a file as large as the disk allows. */
    static void fill(Path file) {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // That was the aim.
        }
    }

    /** The exit code of {@code tillmesh prove} over a folder that no node has open. */
    static int prove(Launch launch) {
        try (NodeProcess prove = NodeProcess.spawn(launch, launch.prove())) {
            return prove.exitCode();
        }
    }
}
