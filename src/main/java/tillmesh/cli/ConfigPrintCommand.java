package tillmesh.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tillmesh.config.Reading;
import tillmesh.config.Setting;

/** {@code config print}: each setting, its value, and where that was written. Secrets stay hidden. */
@Command(
        name = "print",
        description = "Show every setting, its value and where it comes from.",
        mixinStandardHelpOptions = true)
final class ConfigPrintCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--why", description = "Also say what each setting decides.")
    private boolean why;

    @Mixin
    private Settings settings = new Settings();

    ConfigPrintCommand(Console console) {
        this.console = console;
    }

    private record Line(String key, String value, String origin, String why) {
        static Line of(Setting setting) {
            return new Line(
                    setting.key().name(),
                    setting.shown(),
                    setting.origin(),
                    setting.key().why());
        }
    }

    @Override
    public Integer call() {
        Reading reading = settings.read(console);
        List<Line> lines = reading.settings().stream().map(Line::of).toList();
        if (json) {
            Json.print(console, lines);
        } else {
            lines.forEach(this::print);
        }
        return reading.problems().isEmpty()
                ? ExitCode.OK.number()
                : console.tell(reading.problems()).number();
    }

    private void print(Line line) {
        if (why) {
            console.out().printf("# %s%n", line.why());
        }
        console.out().printf("%-22s = %-20s # %s%n", line.key(), line.value(), line.origin());
    }
}
