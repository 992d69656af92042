package tillmesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.Backups;
import tillmesh.node.Offline;

/** {@code backup}: a checked copy of a lane's file, beside a node that sells or without one. */
@Command(
        name = "backup",
        description = {
            "Copy this lane's database into the backup folder, check the copy, and keep the newest " + Backups.KEPT
                    + ".",
            "Selling goes on meanwhile."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Console console;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private Settings settings = new Settings();

    BackupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LaneFolder folder = LaneFolder.of(settings, console);
        RunningNode node = folder.node().orElse(null);
        Path where = folder.dir().resolve("backup");
        JsonNode made = node == null ? copied(folder) : made(node, folder);
        if (json) {
            Json.print(console, made);
        } else {
            console.out()
                    .printf(
                            "%s, %d bytes, checked. Keep it on another machine too.%n",
                            where.resolve(made.path("name").asText()),
                            made.path("bytes").asLong());
        }
        return ExitCode.OK.number();
    }

    private static JsonNode copied(LaneFolder folder) {
        return new ObjectMapper().valueToTree(Offline.backup(folder.dir()));
    }

    private JsonNode made(RunningNode node, LaneFolder folder) {
        RunningNode.Answer asked = node.post("/backups/make", "{}", folder.token());
        if (!asked.ok()) {
            throw new Fault(Remedy.RETRY, "no backup was begun: " + asked.reason(), "");
        }
        while (true) {
            JsonNode state = node.page("/backups");
            if (!state.path("running").asBoolean()) {
                if (!state.path("failed").isNull()) {
                    throw new Fault(
                            Remedy.RETRY,
                            "the backup failed: "
                                    + state.path("failed").path("reason").asText(),
                            "");
                }
                return newest(state);
            }
            console.pause(LOOK);
        }
    }

    private static JsonNode newest(JsonNode state) {
        for (JsonNode one : state.path("backups")) {
            if (one.path("askedFor").asBoolean()) {
                return one;
            }
        }
        throw new Fault(
                Remedy.RETRY, "the backup is not in " + state.path("folder").asText(), "make it again");
    }
}
