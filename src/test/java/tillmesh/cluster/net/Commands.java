package tillmesh.cluster.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs programs of the system. */
final class Commands {
    private Commands() {}

    /** Runs one and waits for its end. @throws IllegalStateException with what it said when it fails */
    static void run(String line) {
        String said = tried(List.of(line.split(" ")));
        if (!said.isEmpty()) {
            throw new IllegalStateException(line + ": " + said);
        }
    }

    /** Runs one that may fail. @return whether it did not */
    static boolean works(String line) {
        return tried(List.of(line.split(" "))).isEmpty();
    }

    private static String tried(List<String> words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int exit = process.waitFor();
            return exit == 0 ? "" : said + " (exit code " + exit + ")";
        } catch (IOException e) {
            return "it is not installed: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
