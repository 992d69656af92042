package tillmesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code set-aside retry}: has refused entries sent again, and tells what came of it. */
@Command(
        name = "retry",
        description = "Send refused entries again; ends with 1 if a cloud still refuses one or does not answer.",
        mixinStandardHelpOptions = true)
final class AsideRetryCommand implements Callable<Integer> {
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final Console console;

    @Parameters(paramLabel = "ENTRY", description = "Its id; default is all of them.", arity = "0..1")
    private String entry = "";

    @Option(names = "--cloud", description = "One cloud only; default is all.")
    private String cloud = "";

    @Option(names = "--for", paramLabel = "SECONDS", description = "How long to wait; default ${DEFAULT-VALUE}.")
    private int seconds = 30;

    @Mixin
    private Settings settings = new Settings();

    AsideRetryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LaneFolder folder = LaneFolder.of(settings, console);
        RunningNode node = folder.running("that could send anything");
        Map<String, Integer> before = open(node);
        Map<String, String> asked = new HashMap<>();
        if (!entry.isEmpty()) {
            asked.put("entry", entry);
        }
        if (!cloud.isEmpty()) {
            asked.put("cloud", cloud);
        }
        RunningNode.Answer answer = node.post("/set-aside/retry", Json.text(asked), folder.token());
        if (!answer.ok()) {
            console.err().println("tillmesh: " + answer.reason());
            return ExitCode.FOUND.number();
        }
        Map<String, Integer> after = before;
        for (long left = seconds * 1000L; left > 0 && !answered(before, after); left -= AGAIN.toMillis()) {
            console.pause(AGAIN);
            after = open(node);
        }
        return told(before, after);
    }

    /** What is meant, with how often it was sent. */
    private Map<String, Integer> open(RunningNode node) {
        Map<String, Integer> tries = new TreeMap<>();
        for (JsonNode one : node.page("/set-aside")) {
            String name = one.path("entry").asText();
            String at = one.path("cloud").asText();
            if ((entry.isEmpty() || entry.equals(name)) && (cloud.isEmpty() || cloud.equals(at))) {
                tries.put(name + " at " + at, one.path("tries").asInt());
            }
        }
        return tries;
    }

    private static boolean answered(Map<String, Integer> before, Map<String, Integer> after) {
        return before.entrySet().stream()
                .allMatch(one -> after.getOrDefault(one.getKey(), Integer.MAX_VALUE) > one.getValue());
    }

    private int told(Map<String, Integer> before, Map<String, Integer> after) {
        int stored = 0;
        for (Map.Entry<String, Integer> one : before.entrySet()) {
            Integer tries = after.get(one.getKey());
            stored += tries == null ? 1 : 0;
            String word = tries == null
                    ? "stored"
                    : tries > one.getValue()
                            ? "refused again"
                            : "no answer yet; it is sent as soon as the cloud answers";
            console.out().println(one.getKey() + ": " + word);
        }
        console.out().println(stored + " of " + before.size() + " are stored now.");
        return stored == before.size() ? ExitCode.OK.number() : ExitCode.FOUND.number();
    }
}
