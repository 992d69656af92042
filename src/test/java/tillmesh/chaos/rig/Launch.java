package tillmesh.chaos.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a node is started.
 *
 * @param java the Java program
 * @param options of the Java machine
 * @param jar the shipped jar
 * @param dir the data folder
 * @param lane which lane it is, {@code L1}
 * @param port where it listens for screens
 * @param settings further settings, {@code --key=value}
 */
public record Launch(
        Path java, List<String> options, Path jar, Path dir, String lane, int port, List<String> settings) {
    public Launch {
        options = List.copyOf(options);
        settings = List.copyOf(settings);
    }

    /** The jar of this build on this Java, in a folder, on a free port, with room for a flood. */
    public static Launch in(Path dir) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new Launch(
                java, shippedOptions(), shippedJar(), dir, "L1", Probe.freePort(), List.of("--screen.rate=100000"));
    }

    private static Path shippedJar() {
        Path jar = Path.of(System.getProperty("tillmesh.jar", "target/tillmesh.jar"));
        if (!Files.exists(jar)) {
            throw new IllegalStateException("there is no " + jar + ": run mvn package first");
        }
        return jar.toAbsolutePath();
    }

    private static List<String> shippedOptions() {
        Path file = Path.of("conf", "jvm.options");
        return Files.exists(file) ? List.of("@" + file.toAbsolutePath()) : List.of("-Xmx128m", "-XX:+UseSerialGC");
    }

    /** The same with further settings. */
    public Launch with(String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        return new Launch(java, options, jar, dir, lane, port, all);
    }

    /** The same on another Java machine. */
    public Launch on(Path otherJava, List<String> otherOptions) {
        return new Launch(otherJava, otherOptions, jar, dir, lane, port, settings);
    }

    /** The same in another folder. */
    public Launch at(Path otherDir) {
        return new Launch(java, options, jar, otherDir, lane, port, settings);
    }

    /** The same as another lane, with another port for its screens. */
    public Launch as(String otherLane, int otherPort) {
        return new Launch(java, options, jar, dir, otherLane, otherPort, settings);
    }

    /** The command that runs the node. */
    public List<String> run() {
        List<String> command = words("run", "--lane.id=" + lane, "--data.dir=" + dir, "--screen.port=" + port);
        command.addAll(List.of("--screen.hub-port=0", "--auth.mode=dev"));
        command.addAll(settings);
        return command;
    }

    /** The command that checks the chain of the folder. */
    public List<String> prove() {
        return words("prove", "--data.dir=" + dir);
    }

    /** The command that runs any other subcommand. */
    public List<String> words(String... words) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(words));
        return command;
    }
}
