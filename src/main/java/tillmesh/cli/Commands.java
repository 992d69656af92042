package tillmesh.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import tillmesh.fault.Fault;

/** The commands and what they have in common. */
@Command(
        name = "tillmesh",
        description = "A lane of a shop: sells, keeps, and says what is safe.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Settings: --key=value, --config=FILE, TILLMESH_… in the environment; 'tillmesh config print' lists them.",
            "Ends with 0 when done, 1 when something wrong was found, 64 command line, 70 bug, 73 folder or port cannot",
            "be used, 75 try again, 78 configuration."
        })
final class Commands {
    private static final int HELP_COLUMNS = 110;

    private final Console console;

    private Commands(Console console) {
        this.console = console;
    }

    /** Understands a command line and does what it says. */
    static ExitCode run(Console console, String... args) {
        int number = new Commands(console).line().execute(args.length == 0 ? new String[] {"help"} : args);
        for (ExitCode code : ExitCode.values()) {
            if (code.number() == number) {
                return code;
            }
        }
        return ExitCode.BUG;
    }

    CommandLine line() {
        CommandLine line = new CommandLine(this);
        for (Object command : List.of(
                new RunCommand(console),
                new DemoCommand(console),
                new DemoLaneCommand(console),
                new CloudCommand(console),
                new StatsCommand(console),
                new EventsCommand(console),
                new DrainCommand(console),
                new LanesCommand(console),
                new RetireCommand(console),
                new ResetLeasesCommand(console),
                new ResetDataCommand(console),
                new ProveCommand(console),
                new BackupCommand(console),
                new CompletionCommand(console),
                new VersionCommand(console),
                new WarmUpCommand(console))) {
            line.addSubcommand(command);
        }
        line.addSubcommand(new CommandLine(new RegisterCommand(console))
                .addSubcommand(new RegisterAddCommand(console))
                .addSubcommand(new RegisterRetryCommand(console)));
        line.addSubcommand(new CommandLine(new AsideCommand(console))
                .addSubcommand(new AsideRetryCommand(console))
                .addSubcommand(new AsideDiscardCommand(console)));
        line.addSubcommand(new CommandLine(new ConfigCommand())
                .addSubcommand(new ConfigCheckCommand(console))
                .addSubcommand(new ConfigPrintCommand(console)));
        line.addSubcommand(new CommandLine.HelpCommand());
        line.getCommandSpec().version(VersionCommand.sentence());
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().version(VersionCommand.sentence()));
        Settings.leftTo(line);
        line.setUsageHelpWidth(HELP_COLUMNS);
        line.setOut(new PrintWriter(console.out(), true, Charset.defaultCharset()));
        line.setErr(new PrintWriter(console.err(), true, Charset.defaultCharset()));
        line.setExecutionExceptionHandler((thrown, at, parsed) -> thrown(thrown));
        line.setParameterExceptionHandler((why, given) -> misunderstood(why));
        return line;
    }

    private int misunderstood(ParameterException why) {
        console.err().println("tillmesh: " + why.getMessage());
        List<String> meant =
                why instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        if (!meant.isEmpty()) {
            console.err().println("Did you mean " + String.join(" or ", meant) + "?");
        }
        console.err().println("Try '" + why.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.number();
    }

    private int thrown(Exception thrown) {
        if (thrown instanceof Fault why) {
            return console.tell(why).number();
        }
        if (thrown instanceof LaneFolder.Unknown unknown) {
            return console.tell(unknown.problems()).number();
        }
        if (thrown instanceof ParameterException why) {
            return misunderstood(why);
        }
        return console.tellBug(thrown).number();
    }
}
