package tillmesh.cloud.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Batch;
import tillmesh.cloud.Trouble;
import tillmesh.cloud.supabase.Gateway.Fault;
import tillmesh.config.NodeConfig;
import tillmesh.config.Secret;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;

class SupabaseCloudIT {
    private static final NodeConfig.Store STORE = new NodeConfig.Store(ZoneId.of("UTC"), "S1", "T1");

    private Gateway gateway;
    private SupabaseCloud cloud;

    @BeforeEach
    void open() throws Exception {
        gateway = new Gateway();
        cloud = cloud(gateway.url(), Gateway.KEY, Gateway.TOKEN);
    }

    private static SupabaseCloud cloud(String url, String key, String token) {
        return new SupabaseCloud(
                new NodeConfig.Supabase(url, Secret.of(key), Secret.of(token)), STORE, InstantSource.system());
    }

    @AfterEach
    void close() {
        cloud.close();
        gateway.close();
    }

    @Test
    void a_receipt_names_each_entry_that_was_sent_also_when_it_was_there() throws Exception {
        Batch batch = batch(3);

        Answer first = send(cloud, batch);
        Answer again = send(cloud, batch);

        assertEquals(new Answer.Named(ids(batch), java.util.Map.of()), first);
        assertEquals(first, again);
        assertEquals(3, gateway.ledger.size());
    }

    @Test
    void an_entry_is_sent_with_its_name_its_hash_and_its_payload() throws Exception {
        Batch batch = batch(1);

        send(cloud, batch);

        JsonNode message = gateway.requests.get(0).path("messages").path(0);
        assertEquals("L1-5f3a90c1-1", message.path("message_id").asText());
        assertEquals("L1", message.path("terminal_id").asText());
        assertEquals("5f3a90c1", message.path("incarnation").asText());
        assertEquals(1, message.path("seq").asLong());
        assertEquals("2026-09-21T14:13:20.001Z", message.path("occurred_at").asText());
        assertEquals(
                batch.entries().get(0).hash().toString(), message.path("hash").asText());
        assertEquals("12.5", message.path("data").path("total").asText());
        assertFalse(gateway.requests.get(0).has("store"), "a token names the store");
    }

    @Test
    void a_service_key_says_in_the_call_whose_entries_these_are() {
        IngestRequest named = new IngestRequest(true, STORE);

        String body = new String(named.json(batch(1)), java.nio.charset.StandardCharsets.UTF_8);

        assertTrue(body.endsWith(",\"tenant\":\"T1\",\"store\":\"S1\"}"), body);
        assertTrue(body.contains("\"data\":{\"total\":12.50}"), body);
    }

    @Test
    void another_entry_under_a_name_that_is_there_is_refused_and_not_taken_for_stored() throws Exception {
        Batch batch = batch(2);
        gateway.ledger.put(batch.entries().get(1).id().toString(), "another");

        Answer.Named answer = (Answer.Named) send(cloud, batch);

        assertEquals(Set.of(batch.entries().get(0).id()), answer.stored());
        assertEquals(Set.of(batch.entries().get(1).id()), answer.refused().keySet());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "STORE_AND_CUT",
                "STORE_AND_TRUNCATE",
                "BROKEN_GZIP",
                "PORTAL",
                "PORTAL_400",
                "REDIRECT",
                "EMPTY_200"
            })
    void what_is_no_receipt_proves_nothing(Fault fault) throws Exception {
        gateway.fault = fault;

        Answer answer = send(cloud, batch(2));

        assertEquals(Trouble.UNKNOWN, ((Answer.Failed) answer).trouble());
    }

    @Test
    void an_echo_of_something_else_is_told_as_it_is() throws Exception {
        gateway.fault = Fault.WRONG_ECHO;

        Answer.Named answer = (Answer.Named) send(cloud, batch(2));

        assertEquals(Set.of(EntryId.parse("L9-00000001-1")), answer.stored());
    }

    @ParameterizedTest
    @CsvSource({
        "S400, REFUSED", "S409, REFUSED", "S422, REFUSED", "S401, NOT_ALLOWED", "S401_EMPTY, NOT_ALLOWED",
                "S403, NOT_ALLOWED",
        "S404, MISCONFIGURED", "S413, TOO_LARGE", "S408, UNKNOWN", "S429, UNKNOWN", "S500, UNKNOWN", "S502, UNKNOWN",
        "S503, UNKNOWN", "S504, UNKNOWN"
    })
    void each_status_has_its_meaning_and_tells_nothing_of_what_was_sold(Fault fault, Trouble trouble) throws Exception {
        gateway.fault = fault;

        Answer.Failed failed = (Answer.Failed) send(cloud, batch(2));

        assertEquals(trouble, failed.trouble());
        assertFalse(failed.why().contains("4711"), failed.why());
        boolean waits = fault == Fault.S429 || fault == Fault.S503;
        assertEquals(waits ? Duration.ofSeconds(7) : null, failed.retryAfter());
    }

    @Test
    void a_batch_goes_once_also_when_the_answer_says_come_again_at_once() throws Exception {
        gateway.retryAfter = "0";
        gateway.fault = Fault.S503;

        Answer.Failed failed = (Answer.Failed) send(cloud, batch(2));

        assertEquals(1, gateway.requests.size());
        assertEquals(Trouble.UNKNOWN, failed.trouble());
    }

    @Test
    void a_key_that_is_not_known_is_a_matter_for_a_person() throws Exception {
        try (SupabaseCloud stranger = cloud(gateway.url(), "sb_publishable_other", "")) {
            assertEquals(Trouble.NOT_ALLOWED, ((Answer.Failed) send(stranger, batch(1))).trouble());
        }
    }

    @Test
    void a_project_that_is_not_there_is_not_waited_for_for_long() throws Exception {
        gateway.close();

        Answer.Failed failed = (Answer.Failed) send(cloud, batch(1));

        assertEquals(Trouble.UNKNOWN, failed.trouble());
        assertEquals("it does not answer (ConnectException)", failed.why());
    }

    private static Answer send(SupabaseCloud to, Batch batch) throws Exception {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        to.store(batch, answer::complete);
        return answer.get(20, TimeUnit.SECONDS);
    }

    private static Set<EntryId> ids(Batch batch) {
        return batch.entries().stream().map(Entry::id).collect(Collectors.toSet());
    }

    private static Batch batch(int size) {
        return Batches.of(size, "{\"total\":12.50}");
    }
}
