import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Builds the pages of {@code src/main/web} into {@code OUTDIR/tillmesh/screen/pages}: {@code java src/build/Web.java
 * [OUTDIR]}, from the folder that holds pom.xml. OUTDIR is {@code target/classes} unless another is named.
 *
 * <p>Maven starts it before it packs the jar. It fetches the tools of electron-bridge/package-lock.json when those that
 * are installed are others, and does nothing at all when no source has changed since; so a build without a network works
 * once there was one with.
 */
public final class Web {
    private static final Path BRIDGE = Path.of("electron-bridge");
    private static final Path PAGES = Path.of("src", "main", "web");
    private static final Path LOCK_FILE = BRIDGE.resolve("package-lock.json");
    // What was installed, beside it: the times of files say little in a fresh checkout.
    private static final Path INSTALLED = BRIDGE.resolve("node_modules").resolve(".tillmesh-installed");
    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    private static final int NODE_LEAST = 20;
    private static final int INSTALL_MINUTES_MAX = 10;
    private static final int BUILD_MINUTES_MAX = 3;

    private Web() {}

    /** Builds what has changed. @param args the folder of the classes, or nothing */
    public static void main(String[] args) throws Exception {
        if (!Files.exists(LOCK_FILE)) {
            stop(LOCK_FILE + " is not here: start this from the folder that holds pom.xml.");
        }
        Path out = Path.of(args.length > 0 ? args[0] : "target/classes")
                .resolve("tillmesh")
                .resolve("screen")
                .resolve("pages");
        // Two builds of one checkout take turns; those of two checkouts have nothing in common.
        try (FileChannel turn =
                        FileChannel.open(BRIDGE.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = turn.lock()) {
            String fingerprint = fingerprint();
            if (held.isValid() && !upToDate(out, fingerprint)) {
                install();
                run(BUILD_MINUTES_MAX, Path.of("."), node(), "electron-bridge/build/pages.mjs", PAGES.toString(),
                        out.toString(), fingerprint);
            }
        }
    }

    private static boolean upToDate(Path out, String fingerprint) throws IOException {
        for (Path page : pages()) {
            Path made = out.resolve(page.getFileName() + ".html");
            if (!Files.exists(made) || !Files.readString(made).stripTrailing().endsWith("<!-- made from " + fingerprint + " -->")) {
                return false;
            }
        }
        return installed();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> folders = Files.list(PAGES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("index.html"))).sorted().toList();
        }
    }

    // Over what the pages are made of, to the letter; the same sources make the same pages everywhere.
    private static String fingerprint() throws Exception {
        List<Path> sources = new ArrayList<>(List.of(LOCK_FILE, BRIDGE.resolve("build").resolve("pages.mjs")));
        for (Path root : List.of(PAGES, BRIDGE.resolve("src"))) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile).forEach(sources::add);
            }
        }
        sources.sort((a, b) -> name(a).compareTo(name(b)));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path source : sources) {
            byte[] text = Files.readString(source, StandardCharsets.ISO_8859_1)
                    .replace("\r\n", "\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            digest.update((name(source) + "\0" + text.length + "\0").getBytes(StandardCharsets.UTF_8));
            digest.update(text);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 12);
    }

    private static String name(Path path) {
        return path.toString().replace(File.separatorChar, '/');
    }

    private static boolean installed() throws IOException {
        return Files.exists(INSTALLED) && Files.readString(INSTALLED).equals(Files.readString(LOCK_FILE));
    }

    private static void install() throws Exception {
        String version = output(node(), "--version");
        if (version.isEmpty() || Integer.parseInt(version.substring(1, version.indexOf('.'))) < NODE_LEAST) {
            stop("The pages are built with Node.js " + NODE_LEAST + " or newer and its npm"
                    + (version.isEmpty() ? ", and there is none" : ", and here is " + version)
                    + ": install it from your system's packages or nodejs.org, so that node and npm are on the PATH.");
        }
        if (installed()) {
            return;
        }
        if (output(npm(), "--version").isEmpty()) {
            stop("There is Node.js but no npm on the PATH: install the package npm, which fetches what the pages are built with.");
        }
        // No script of any package runs: what is fetched is used, not executed at install time.
        run(INSTALL_MINUTES_MAX, BRIDGE, npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error");
        Files.copy(LOCK_FILE, INSTALLED);
    }

    private static String node() {
        return WINDOWS ? "node.exe" : "node";
    }

    private static String npm() {
        return WINDOWS ? "npm.cmd" : "npm";
    }

    /** What it says, or nothing when there is no such program. */
    private static String output(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? text : "";
        } catch (IOException absent) {
            return "";
        }
    }

    private static void run(int minutesMax, Path folder, String... command) throws Exception {
        Process process =
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
        if (!process.waitFor(minutesMax, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            stop(String.join(" ", command) + " had not ended after " + minutesMax + " minutes and was stopped; start the build again.");
        }
        if (process.exitValue() != 0) {
            stop(String.join(" ", Arrays.asList(command)) + " in " + folder.toAbsolutePath().normalize() + " ended with "
                    + process.exitValue() + "; what it said stands above"
                    + (command[1].equals("ci") ? ", and it needs the network once." : "."));
        }
    }

    private static void stop(String sentence) {
        System.err.println(sentence);
        System.exit(1);
    }
}
