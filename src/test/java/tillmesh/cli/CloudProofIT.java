package tillmesh.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tillmesh.box.Box;
import tillmesh.box.Mood;
import tillmesh.far.BoxFile;
import tillmesh.node.Node;

/** The cloud in the box: proved, and misbehaving. */
class CloudProofIT extends ProvedCloud {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Box box;

    @BeforeEach
    void open() {
        box = Box.open(folder.resolve("cloud"), "127.0.0.1", 0);
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Override
    List<String> reach() {
        return List.of("--cloud.supabase.url=" + box.address(), "--cloud.supabase.key=" + box.key());
    }

    @Override
    long entries() {
        return box.facts().entries();
    }

    private List<String> sql(String statement) {
        return new BoxFile(folder.resolve("cloud")).sql(statement);
    }

    @Override
    void change(Change change, String where) {
        String what = change == Change.DELETE
                ? "DELETE FROM ledger"
                : "UPDATE ledger SET hash = replace(hash, substr(hash, 1, 8), '00000000')";
        sql(what + " WHERE " + where);
    }

    @Override
    List<Long> numbers() {
        return sql("SELECT seq FROM ledger ORDER BY ingest_no").stream()
                .map(Long::valueOf)
                .toList();
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
        assertEquals(List.of("{\"n\":5,\"price\":1.50}"), sql("SELECT data FROM ledger"));
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
