package tillmesh.cli;

import java.util.Arrays;
import java.util.List;
import tillmesh.fault.Fault;

/** The program. {@code run} is taken by hand, so that a till that starts loads no parser of command lines. */
public final class Main {
    private Main() {}

    /** Does one command and ends the process with its {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(run(Console.ofProcess(), args).number());
    }

    /** Does one command; {@code run} and {@code demo} come back when the process is told to end. */
    static ExitCode run(Console console, String... args) {
        try {
            List<String> rest = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
            if (args.length > 0 && args[0].equals("run") && rest.stream().allMatch(Settings::looksLikeOne)) {
                return new LaneRun(console).run(rest);
            }
            return Commands.run(console, args);
        } catch (Fault why) {
            return console.tell(why);
        } catch (RuntimeException | Error thrown) {
            return console.tellBug(thrown);
        }
    }
}
