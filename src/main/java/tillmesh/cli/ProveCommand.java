package tillmesh.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tillmesh.config.Reading;
import tillmesh.journal.Proof;
import tillmesh.node.Offline;

/** {@code prove}: walks every chain of a lane's file and says whether each closes. Reads; a running node is not disturbed. */
@Command(
        name = "prove",
        description = "Walk the chains of a lane's file; ends with 1 if one does not close.",
        mixinStandardHelpOptions = true)
final class ProveCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "A database; default is the one in data.dir.", arity = "0..1")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--cloud",
            description = "Ask the cloud what it has, too, and compare; ends with 1 if anything is missing there.")
    private boolean cloud;

    @Option(names = "--resend", description = "With --cloud: send what is missing there once more.")
    private boolean resend;

    @Mixin
    private Settings settings = new Settings();

    @Spec
    private CommandSpec command = CommandSpec.create();

    ProveCommand(Console console) {
        this.console = console;
    }

    private record Proved(boolean closed, Proof proof) {}

    @Override
    public Integer call() {
        if (resend && !cloud) {
            throw new ParameterException(command.commandLine(), "--resend is for --cloud.");
        }
        Path database = file == null
                ? LaneFolder.of(settings, console).database()
                : console.folder().resolve(file);
        return cloud ? proveCloud(database) : proveHere(database);
    }

    private Integer proveCloud(Path database) {
        Reading reading = settings.read(console);
        if (!reading.problems().isEmpty()) {
            throw new LaneFolder.Unknown(reading.problems());
        }
        CloudProof.Proved proved = new CloudProof(reading.config(), database, console.err()).prove(resend);
        if (json) {
            Json.print(console, proved);
        } else {
            CloudProof.print(proved, console.out());
        }
        return proved.whole() ? ExitCode.OK.number() : ExitCode.FOUND.number();
    }

    private Integer proveHere(Path database) {
        Proof proof = prove(database);
        if (json) {
            Json.print(console, new Proved(proof.closed(), proof));
        } else {
            print(proof, console.out());
        }
        return proof.closed() ? ExitCode.OK.number() : ExitCode.FOUND.number();
    }

    private static Proof prove(Path database) {
        try (Offline offline = new Offline(database)) {
            return offline.prove();
        }
    }

    private static void print(Proof proof, PrintStream out) {
        for (Proof.StreamProof stream : proof.streams()) {
            out.printf(
                    "%s  %d entries, head %d %s%s%n",
                    stream.stream(),
                    stream.entries(),
                    stream.head(),
                    stream.hash(),
                    stream.prunedUpto() == 0 ? "" : ", pruned up to " + stream.prunedUpto());
            stream.gaps().forEach(gap -> out.println("  gap: " + gap));
            stream.forks().forEach(fork -> out.println("  fork: " + fork));
            stream.unsound().forEach(entry -> out.println("  changed: " + entry));
        }
        proof.missing().forEach(range -> out.println("missing since a repair: " + range));
        out.printf(
                "%d entries in %d streams: %s%n",
                proof.entries(),
                proof.streams().size(),
                proof.closed() ? "every chain closes." : "NOT every chain closes.");
    }
}
