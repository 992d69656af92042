package tillmesh.cloud.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Batch;
import tillmesh.cloud.Trouble;
import tillmesh.config.NodeConfig;
import tillmesh.config.Secret;
import tillmesh.entry.Entry;
import tillmesh.far.Front;
import tillmesh.far.HostedGateway;
import tillmesh.far.Project;

/** The lane's client, a PostgREST and a PostgreSQL with the files that a project is told to run. */
class RealProjectIT {
    private static final NodeConfig.Store STORE = new NodeConfig.Store(ZoneId.of("UTC"), "S1", "real");

    private Project project;
    private HostedGateway gateway;
    private Front front;

    @BeforeEach
    void open() {
        project = Project.get();
        gateway = new HostedGateway(project.tokens());
        front = new Front(Map.of("/rest/v1", project.rest()));
        front.gate = gateway;
        project.database().run("DELETE FROM tillmesh.ledger WHERE tenant = 'real'");
    }

    @AfterEach
    void close() {
        front.close();
    }

    private Answer send(String key, String token, Batch batch) throws Exception {
        NodeConfig.Supabase to = new NodeConfig.Supabase(front.url(), Secret.of(key), Secret.of(token));
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try (SupabaseCloud cloud = new SupabaseCloud(to, STORE, InstantSource.system())) {
            cloud.store(batch, answer::complete);
            return answer.get(20, TimeUnit.SECONDS);
        }
    }

    private static Answer stored(Batch batch) {
        return new Answer.Named(batch.entries().stream().map(Entry::id).collect(Collectors.toSet()), Map.of());
    }

    private List<String> ledger() {
        return project.database()
                .rows("SELECT store, message_id, data FROM tillmesh.ledger WHERE tenant = 'real' ORDER BY ingest_no");
    }

    @Test
    void a_batch_is_stored_once_in_order_and_to_the_letter_also_when_it_is_sent_again() throws Exception {
        Batch batch = Batches.of(2, "{\"total\": 12.50, \"total\":\"\\u00e4 \\\"\"}");

        Answer first = send(HostedGateway.PUBLISHABLE, project.tokens().lane("real", "S1"), batch);
        Answer again = send(HostedGateway.PUBLISHABLE, project.tokens().lane("real", "S1"), batch);

        assertEquals(stored(batch), first);
        assertEquals(stored(batch), again);
        assertEquals(
                List.of(
                        "S1 L1-5f3a90c1-1 {\"total\": 12.50, \"total\":\"\\u00e4 \\\"\"}",
                        "S1 L1-5f3a90c1-2 {\"total\": 12.50, \"total\":\"\\u00e4 \\\"\"}"),
                ledger());
    }

    @Test
    void each_kind_of_service_key_stores_for_the_store_that_the_call_names() throws Exception {
        Batch batch = Batches.of(1, "1");

        assertEquals(stored(batch), send(HostedGateway.SECRET, "", batch));
        assertEquals(stored(batch), send(gateway.legacy(HostedGateway.SECRET), "", batch));
        assertEquals(List.of("S1 L1-5f3a90c1-1 1"), ledger());
    }

    @Test
    void who_has_no_token_of_a_lane_stores_nothing() throws Exception {
        Batch batch = Batches.of(1, "1");
        String person = project.tokens().of("{\"role\":\"authenticated\",\"tenant\":\"real\",\"store\":\"S1\"}");
        String forged = project.tokens().lane("real", "S1") + "x";

        assertTrue(why(send(HostedGateway.PUBLISHABLE, "", batch)).startsWith("HTTP 401"));
        assertTrue(why(send(HostedGateway.PUBLISHABLE, person, batch)).startsWith("HTTP 403"));
        assertTrue(why(send(HostedGateway.PUBLISHABLE, forged, batch)).startsWith("HTTP 401"));
        assertTrue(why(send("sb_publishable_other", project.tokens().lane("real", "S1"), batch))
                .startsWith("HTTP 401"));
        assertEquals(List.of(), ledger());
    }

    private static String why(Answer answer) {
        Answer.Failed failed = (Answer.Failed) answer;
        assertEquals(Trouble.NOT_ALLOWED, failed.trouble(), failed.why());
        return failed.why();
    }
}
