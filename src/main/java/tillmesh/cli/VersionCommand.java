package tillmesh.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code version}: which Tillmesh on which Java this is. */
@Command(name = "version", description = "Say which version this is.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    VersionCommand(Console console) {
        this.console = console;
    }

    private record Version(String tillmesh, String java, String system) {
        static Version ofProcess() {
            String packaged = Main.class.getPackage().getImplementationVersion();
            return new Version(
                    packaged == null ? "development" : packaged,
                    System.getProperty("java.vm.version"),
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        }
    }

    /** For people. */
    static String sentence() {
        Version version = Version.ofProcess();
        return "Tillmesh " + version.tillmesh() + " on Java " + version.java() + ", " + version.system();
    }

    @Override
    public Integer call() {
        if (json) {
            Json.print(console, Version.ofProcess());
        } else {
            console.out().println(sentence());
        }
        return ExitCode.OK.number();
    }
}
