package tillmesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tillmesh.config.Problem;
import tillmesh.config.Reading;
import tillmesh.config.Secret;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.node.AdminToken;
import tillmesh.node.Offline;

/**
 * The data folder that a command is about.
 *
 * @param dir where it is
 * @param configured the admin token of the configuration, may be empty
 */
record LaneFolder(Path dir, Secret configured) {
    /** The configuration does not say which folder. */
    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Problem> problems;

        Unknown(List<Problem> problems) {
            super("the configuration has problems", null, false, false);
            this.problems = problems;
        }

        List<Problem> problems() {
            return problems;
        }
    }

    /** @throws Unknown when the settings have problems @throws Fault when no lane's data is there */
    static LaneFolder of(Settings settings, Console console) {
        Reading.Whereabouts found = settings.read(console).whereabouts();
        if (!found.problems().isEmpty()) {
            throw new Unknown(found.problems());
        }
        Path dir = console.folder().resolve(Objects.requireNonNull(found.dir()));
        if (!Files.exists(dir.resolve("tillmesh.db"))) {
            throw new Fault(
                    Remedy.CALL_SOMEONE, "there is no lane's data in " + dir, "name the folder with --data.dir=DIR");
        }
        return new LaneFolder(dir, Objects.requireNonNull(found.adminToken()));
    }

    Optional<RunningNode> node() {
        return RunningNode.in(dir);
    }

    /** The node of this folder. @param whatFor ends the sentence "no node runs in DIR …" @throws Fault when none runs */
    RunningNode running(String whatFor) {
        return node().orElseThrow(() ->
                new Fault(Remedy.RETRY, "no node runs in " + dir + " " + whatFor, "start it and try again"));
    }

    /** What must be shown for everything destructive. */
    Secret token() {
        return AdminToken.of(configured, dir);
    }

    /** What a question about this lane is answered with: by its node if one runs, else by its file. */
    JsonNode ask(String page, Function<Offline, ?> otherwise) {
        Optional<RunningNode> node = node();
        if (node.isPresent()) {
            return node.get().page(page);
        }
        try (Offline offline = new Offline(database())) {
            return new ObjectMapper().valueToTree(otherwise.apply(offline));
        }
    }

    Path database() {
        return dir.resolve("tillmesh.db");
    }
}
