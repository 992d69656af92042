package tillmesh.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code set-aside discard}: takes an entry off the list, with a note that is kept in the journal. */
@Command(
        name = "discard",
        description = "Say that a cloud need not have an entry that it refuses. The entry stays in the journal.",
        mixinStandardHelpOptions = true)
final class AsideDiscardCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "ENTRY", description = "Its id, such as L1-5f3a90c1-42.")
    private String entry = "";

    @Option(names = "--note", required = true, description = "Why, and who says so; kept for ever.")
    private String note = "";

    @Option(names = "--cloud", description = "One cloud only; default is all that refuse it.")
    private String cloud = "";

    @Mixin
    private Settings settings = new Settings();

    AsideDiscardCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LaneFolder folder = LaneFolder.of(settings, console);
        Map<String, String> asked = new HashMap<>(Map.of("entry", entry, "note", note));
        if (!cloud.isEmpty()) {
            asked.put("cloud", cloud);
        }
        RunningNode.Answer answer = folder.running("that could tell the other lanes")
                .post("/set-aside/discard", Json.text(asked), folder.token());
        if (!answer.ok()) {
            console.err().println("tillmesh: " + answer.reason());
            return ExitCode.FOUND.number();
        }
        console.out().println("Entry " + entry + " is discarded; it stays in the journal, with the note.");
        return ExitCode.OK.number();
    }
}
