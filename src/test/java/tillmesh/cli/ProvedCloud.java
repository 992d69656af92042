package tillmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.config.ConfigReader;
import tillmesh.node.Ending;
import tillmesh.node.Node;
import tillmesh.node.TestTill;

/** A lane, a cloud, and the person who wants to be sure that the one has what the other wrote. */
abstract class ProvedCloud {
    @TempDir
    Path folder;

    Terminal terminal;

    @BeforeEach
    void sit() {
        terminal = new Terminal(folder);
    }

    /** How a lane reaches it. */
    abstract List<String> reach();

    /** How many entries it has. */
    abstract long entries() throws SQLException;

    /** The numbers of what it has, in the order in which it was stored. */
    abstract List<Long> numbers() throws SQLException;

    /** Has its owner's SQL change its ledger. @param change what stands before WHERE and after it */
    abstract void change(Change change, String where) throws SQLException;

    /** What its owner does. */
    enum Change {
        DELETE,
        FORGE
    }

    private String[] settings() {
        List<String> settings = new ArrayList<>(List.of(
                "--lane.id=L1",
                "--store.id=S1",
                "--auth.mode=dev",
                "--data.dir=" + folder.resolve("lane"),
                "--screen.port=0",
                "--screen.hub-port=0",
                "--screen.rate=10000"));
        settings.addAll(reach());
        return settings.toArray(String[]::new);
    }

    Node start() {
        return Node.start(ConfigReader.ofArguments(List.of(settings())).config(), Ending.process());
    }

    static void sell(Node node, int from, int count) {
        try (TestTill till = TestTill.connect(URI.create(node.address().replace("http", "ws") + "/"))) {
            till.send("{\"type\":\"AUTH\",\"token\":\"dev:Ana:cashier\",\"deviceId\":\"till-1\"}");
            till.next("SYNC_STATUS");
            for (int number = from; number < from + count; number++) {
                till.send("{\"type\":\"PUBLISH\",\"topic\":\"inventory\",\"payload\":{\"n\":" + number
                        + ",\"price\":1.50},\"opId\":\"op-" + number + "\"}");
            }
            till.ack("last-" + from, "{\"type\":\"HEARTBEAT\"}");
        }
    }

    /** The lane knows that all of it is upstairs. */
    void drained() {
        assertEquals(ExitCode.OK, terminal.run("drain", "--for=60", "--data.dir=lane"), terminal.out());
    }

    ExitCode prove(String... more) {
        List<String> words = new ArrayList<>(List.of("prove", "--cloud"));
        words.addAll(List.of(settings()));
        words.addAll(List.of(more));
        return terminal.run(words.toArray(String[]::new));
    }

    @Test
    void a_thousand_rows_that_somebody_deletes_upstairs_are_named_and_sent_again() throws Exception {
        try (Node node = start()) {
            sell(node, 0, 2_600);
            drained();
        }
        assertEquals(ExitCode.OK, prove(), terminal.out() + terminal.err());
        List<Long> all = numbers();
        List<Long> gone = new ArrayList<>(all);
        Collections.shuffle(gone, new Random(7));
        gone = gone.subList(0, 1_000);
        change(Change.DELETE, "seq IN (" + gone.toString().replaceAll("[\\[\\]]", "") + ")");

        assertEquals(ExitCode.FOUND, prove("--json"));
        JsonNode proved = new ObjectMapper().readTree(terminal.out());
        Set<Long> named = new TreeSet<>();
        for (JsonNode range : proved.path("streams").path(0).path("missing")) {
            String[] ends = range.asText().split(" to ", -1);
            for (long seq = Long.parseLong(ends[0]); seq <= Long.parseLong(ends[ends.length - 1]); seq++) {
                named.add(seq);
            }
        }
        assertEquals(new TreeSet<>(gone), named);

        assertEquals(ExitCode.OK, prove("--resend"), terminal.out() + terminal.err());
        assertTrue(terminal.out().contains("1000 entries were sent again"), terminal.out());
        assertEquals(2_600, entries());
        assertEquals(ExitCode.OK, prove());
    }

    @Test
    void an_entry_that_somebody_changes_upstairs_is_named_and_left_as_it_is() throws Exception {
        try (Node node = start()) {
            sell(node, 0, 40);
            drained();
        }
        change(Change.FORGE, "seq = 17");

        assertEquals(ExitCode.FOUND, prove("--resend"));
        assertTrue(terminal.out().contains("not what was sent: L1-"), terminal.out());
        assertTrue(terminal.out().contains("-17"), terminal.out());
        assertEquals(40, entries());
    }
}
