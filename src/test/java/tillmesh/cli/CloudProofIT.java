package tillmesh.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.box.Box;
import tillmesh.box.Mood;
import tillmesh.config.ConfigReader;
import tillmesh.node.Ending;
import tillmesh.node.Node;
import tillmesh.node.TestTill;

/** A lane, a cloud in a box, and the person who wants to be sure that the one has what the other wrote. */
class CloudProofIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Box box;
    private Terminal terminal;

    @BeforeEach
    void open() {
        box = Box.open(folder.resolve("cloud"), "127.0.0.1", 0);
        terminal = new Terminal(folder);
    }

    @AfterEach
    void close() {
        box.close();
    }

    private String[] settings() {
        return new String[] {
            "--lane.id=L1",
            "--store.id=S1",
            "--auth.mode=dev",
            "--data.dir=" + folder.resolve("lane"),
            "--screen.port=0",
            "--screen.hub-port=0",
            "--screen.rate=10000",
            "--cloud.supabase.url=" + box.address(),
            "--cloud.supabase.key=" + box.key()
        };
    }

    private Node start() {
        return Node.start(ConfigReader.ofArguments(List.of(settings())).config(), Ending.process());
    }

    private static void sell(Node node, int from, int count) {
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
    private void drained() {
        assertEquals(ExitCode.OK, terminal.run("drain", "--for=60", "--data.dir=lane"), terminal.out());
    }

    private ExitCode prove(String... more) {
        List<String> words = new ArrayList<>(List.of("prove", "--cloud"));
        words.addAll(List.of(settings()));
        words.addAll(List.of(more));
        return terminal.run(words.toArray(String[]::new));
    }

    private void sql(String change) throws SQLException {
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("cloud/cloud.db"));
                Statement statement = file.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.executeUpdate(change);
        }
    }

    private List<Long> numbers() throws SQLException {
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("cloud/cloud.db"));
                Statement statement = file.createStatement();
                ResultSet row = statement.executeQuery("SELECT seq FROM ledger ORDER BY ingest_no")) {
            List<Long> numbers = new ArrayList<>();
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
            return numbers;
        }
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
        sql("DELETE FROM ledger WHERE seq IN (" + gone.toString().replaceAll("[\\[\\]]", "") + ")");

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
        assertEquals(2_600, box.facts().entries());
        assertEquals(ExitCode.OK, prove());
    }

    @Test
    void an_entry_that_somebody_changes_upstairs_is_named_and_left_as_it_is() throws Exception {
        try (Node node = start()) {
            sell(node, 0, 40);
            drained();
        }
        sql("UPDATE ledger SET hash = replace(hash, substr(hash, 1, 8), '00000000') WHERE seq = 17");

        assertEquals(ExitCode.FOUND, prove("--resend"));
        assertTrue(terminal.out().contains("not what was sent: L1-"), terminal.out());
        assertTrue(terminal.out().contains("-17"), terminal.out());
        assertEquals(40, box.facts().entries());
    }

    @Test
    void whatever_the_cloud_does_meanwhile_everything_is_there_once_and_in_order_in_the_end() throws Exception {
        try (Node node = start()) {
            int sold = 0;
            for (Mood mood : List.of(Mood.DEAF, Mood.CLOSED, Mood.PORTAL, Mood.LOCKED, Mood.DEAF)) {
                box.mood(mood);
                sell(node, sold, 60);
                sold += 60;
                await().atMost(PATIENCE)
                        .until(() -> !RunningNode.at(node.address())
                                .page("/clouds")
                                .path(0)
                                .path("reachable")
                                .asBoolean());
            }
            box.mood(Mood.WELL);
            drained();
        }

        List<Long> expected = new ArrayList<>();
        for (long seq = 1; seq <= 300; seq++) {
            expected.add(seq);
        }
        assertEquals(expected, numbers());
        assertEquals(ExitCode.OK, prove(), terminal.out());
    }

    @Test
    void payloads_stand_upstairs_to_the_letter() throws Exception {
        try (Node node = start()) {
            sell(node, 5, 1);
            drained();
        }
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("cloud/cloud.db"));
                Statement statement = file.createStatement();
                ResultSet row = statement.executeQuery("SELECT data FROM ledger")) {
            assertTrue(row.next());
            assertEquals("{\"n\":5,\"price\":1.50}", row.getString(1));
        }
    }

    @Test
    void a_wrong_key_is_told_and_proves_nothing() {
        try (Node node = start()) {
            sell(node, 0, 1);
        }

        assertEquals(ExitCode.TRY_AGAIN, prove("--cloud.supabase.key=sb_secret_wrong"));
        assertTrue(terminal.err().contains("HTTP 401"), terminal.err());
    }
}
