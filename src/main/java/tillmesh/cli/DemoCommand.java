package tillmesh.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tillmesh.config.ConfigReader;
import tillmesh.config.Problem;
import tillmesh.demo.Answer;
import tillmesh.demo.Demo;
import tillmesh.demo.DemoSetup;
import tillmesh.demo.Remote;
import tillmesh.demo.Verb;
import tillmesh.node.UntilTold;

/** {@code demo}: a shop of three lanes to look at. The same on every machine: neither a file nor the environment is read. */
@Command(
        name = "demo",
        description = "Serve a shop of three lanes to look at, with its data in ./tillmesh-demo.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int SHOPPERS_MAX = 200;
    private static final String DATA_DIR = "--data.dir=";

    private final Console console;

    @Option(names = "--fresh", description = "Delete what an earlier demo left.")
    private boolean fresh;

    @Option(
            names = "--shoppers",
            paramLabel = "N",
            description = "Let N scripted screens shop at each lane (0 to 200); default ${DEFAULT-VALUE}.")
    private int shoppers = 1;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where the first lane serves, the others on the next ones; 0: any; default ${DEFAULT-VALUE}.")
    private int port = 8766;

    @ArgGroup(heading = "Of a demo that runs in another terminal, from the same folder:%n")
    private @Nullable Act act;

    @Mixin
    private Settings settings = new Settings();

    DemoCommand(Console console) {
        this.console = console;
    }

    /** One thing to do to one lane, or to the cloud, of a demo that runs. */
    static final class Act {
        @Option(names = "--cut", paramLabel = "LANE", description = "Cut it off from the others.")
        private @Nullable String cut;

        @Option(names = "--heal", paramLabel = "LANE", description = "Connect it again.")
        private @Nullable String heal;

        @Option(names = "--kill", paramLabel = "LANE", description = "End its process at once, as a power cut does.")
        private @Nullable String kill;

        @Option(names = "--start", paramLabel = "LANE", description = "Start it again.")
        private @Nullable String start;

        @Option(names = "--freeze", paramLabel = "LANE", description = "Stop it where it stands.")
        private @Nullable String freeze;

        @Option(names = "--thaw", paramLabel = "LANE", description = "Let it go on.")
        private @Nullable String thaw;

        @Option(
                names = "--cloud",
                paramLabel = "MOOD",
                description = "Have its cloud be closed, deaf, portal, refusing, locked, or well again.")
        private @Nullable String cloud;

        private Map<Verb, @Nullable String> asked() {
            Map<Verb, @Nullable String> asked = new EnumMap<>(Verb.class);
            asked.put(Verb.CUT, cut);
            asked.put(Verb.HEAL, heal);
            asked.put(Verb.KILL, kill);
            asked.put(Verb.START, start);
            asked.put(Verb.FREEZE, freeze);
            asked.put(Verb.THAW, thaw);
            asked.values().removeIf(lane -> lane == null);
            return asked;
        }
    }

    private int act(Act asked) {
        String mood = asked.cloud;
        Answer answer = mood == null ? new Answer(false, "Say what to do.") : Remote.cloud(folder(), mood);
        for (Map.Entry<Verb, @Nullable String> one : asked.asked().entrySet()) {
            answer = Remote.act(folder(), one.getKey(), String.valueOf(one.getValue()));
        }
        (answer.ok() ? console.out() : console.err()).println(answer.said());
        return (answer.ok() ? ExitCode.OK : ExitCode.FOUND).number();
    }

    @Override
    public Integer call() {
        if (act != null) {
            return act(act);
        }
        if (shoppers < 0 || shoppers > SHOPPERS_MAX) {
            return misused("--shoppers takes a number from 0 to " + SHOPPERS_MAX + ".");
        }
        List<String> more = new ArrayList<>(settings.given());
        more.removeIf(setting -> setting.startsWith(DATA_DIR));
        List<String> fixed = DemoSetup.refused(more);
        if (!fixed.isEmpty()) {
            return misused("the demo sets " + String.join(", ", fixed) + " itself; use 'run' for a lane of your own.");
        }
        DemoSetup setup = DemoSetup.at(folder(), port, shoppers, more, Main.class.getName());
        List<Problem> problems = ConfigReader.ofArguments(setup.arguments(DemoSetup.LANES.get(0)))
                .problems();
        if (!problems.isEmpty()) {
            return console.tell(problems).number();
        }
        UntilTold.keep(() -> Demo.start(setup, fresh, console.out(), coloured()));
        return ExitCode.OK.number();
    }

    private int misused(String why) {
        console.err().println("tillmesh: " + why);
        return ExitCode.USAGE.number();
    }

    private Path folder() {
        String named = "tillmesh-demo";
        for (String setting : settings.given()) {
            if (setting.startsWith(DATA_DIR)) {
                named = setting.substring(DATA_DIR.length());
            }
        }
        return console.folder().resolve(named);
    }

    /** Whether somebody looks who sees colours and has not asked to be spared them. */
    @SuppressWarnings(
            "SystemConsoleNull") // Newer Java always has a console and says by a method whether it is a terminal.
    private boolean coloured() {
        java.io.Console terminal = System.console();
        if (terminal == null || console.environment().containsKey("NO_COLOR")) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(terminal);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
