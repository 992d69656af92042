package tillmesh.cli;

import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;
import tillmesh.config.Reading;

/** {@code --key=value} and {@code --config=FILE}, as every command takes them that needs a configuration. */
@Command
final class Settings {
    private static final Pattern FORM = Pattern.compile("--[a-z]+([.-][a-z]+)*=.*", Pattern.DOTALL);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** Whether it has the form of a setting, known or not. */
    static boolean looksLikeOne(String argument) {
        return FORM.matcher(argument).matches();
    }

    /** What was given. @throws UnmatchedArgumentException when something else was */
    List<String> given() {
        List<String> given = command.commandLine().getUnmatchedArguments();
        List<String> strange =
                given.stream().filter(argument -> !looksLikeOne(argument)).toList();
        if (!strange.isEmpty()) {
            throw new UnmatchedArgumentException(command.commandLine(), strange);
        }
        return given;
    }

    /** The parser leaves to us what it does not know, in commands that take settings. */
    static void leftTo(CommandLine line) {
        line.setUnmatchedArgumentsAllowed(line.getCommandSpec().mixins().containsKey("settings"));
        line.getSubcommands().values().forEach(Settings::leftTo);
    }

    Reading read(Console console) {
        return console.config().read(given());
    }
}
