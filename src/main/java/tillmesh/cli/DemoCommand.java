package tillmesh.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tillmesh.config.ConfigReader;
import tillmesh.config.NodeConfig;
import tillmesh.config.Reading;
import tillmesh.demo.Demo;
import tillmesh.node.UntilTold;

/** {@code demo}: a shop to look at. The same on every machine: neither a file nor the environment is read. */
@Command(
        name = "demo",
        description = "Serve a lane with products and tables to try out, with its data in ./tillmesh-demo.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int SHOPPERS_MAX = 200;

    private final Console console;

    @Option(names = "--fresh", description = "Delete what an earlier demo left.")
    private boolean fresh;

    @Option(names = "--shoppers", paramLabel = "N", description = "Let N scripted screens shop (0 to 200).")
    private int shoppers;

    @Option(names = "--port", paramLabel = "PORT", description = "Where to serve; default ${DEFAULT-VALUE}.")
    private int port = 8766;

    @Mixin
    private Settings settings = new Settings();

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>(List.of(
                "--lane.id=L1",
                "--auth.mode=dev",
                "--data.dir=tillmesh-demo",
                "--screen.port=" + port,
                // One port is enough to look at, and the other may belong to a real node.
                "--screen.hub-port=0"));
        arguments.addAll(settings.given());
        Reading reading = ConfigReader.ofArguments(arguments);
        if (!reading.problems().isEmpty()) {
            return console.tell(reading.problems()).number();
        }
        if (shoppers < 0 || shoppers > SHOPPERS_MAX) {
            console.err().println("tillmesh: --shoppers takes a number from 0 to " + SHOPPERS_MAX + ".");
            return ExitCode.USAGE.number();
        }
        NodeConfig config = reading.config();
        Logs.begin(config.data().dir());
        UntilTold.keep(() -> Demo.start(config, fresh, shoppers, console.out()));
        return ExitCode.OK.number();
    }
}
