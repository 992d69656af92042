package tillmesh.cloud.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tillmesh.far.Project;

/** A store of its own in the project, what its lanes say there, and what became of it. */
final class FarStore {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final ObjectMapper JSON = new ObjectMapper();

    final Project project = Project.get();
    final String tenant = "T" + COUNT.incrementAndGet();
    final String token = project.tokens().lane(tenant, "S1");
    private final Map<String, Integer> numbers = new HashMap<>();

    /** The next message of a lane. @param data JSON */
    ObjectNode message(String lane, String topic, String subject, long version, String data) {
        int seq = numbers.merge(lane, 1, Integer::sum);
        ObjectNode message = JSON.createObjectNode()
                .put("message_id", lane + "-0000000a-" + seq)
                .put("terminal_id", lane)
                .put("incarnation", "0000000a")
                .put("seq", seq)
                .put("topic", topic)
                .put("subject", subject)
                .put("screen", "till-1")
                .put("version", version)
                .put("occurred_at", String.format("2026-11-21T08:%02d:%02dZ", seq / 60, seq % 60))
                .put("prev_hash", hash(lane, seq - 1))
                .put("hash", hash(lane, seq));
        // Raw: a number keeps its letters.
        message.putRawValue("data", new RawValue(data));
        return message;
    }

    static String hash(String lane, int seq) {
        return String.format("%064x", lane.hashCode() * 100_000L + seq);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends them as one batch. @return what became of each, in their order; for one that was not stored with its code */
    List<String> send(ObjectNode... messages) {
        ArrayNode batch = JSON.createArrayNode();
        List.of(messages).forEach(batch::add);
        HttpResponse<String> answer = project.call(
                token,
                "ingest_messages",
                JSON.createObjectNode().set("messages", batch).toString());
        if (answer.statusCode() != 200) {
            return List.of("HTTP " + answer.statusCode() + " "
                    + json(answer.body()).path("code").asText());
        }
        List<String> became = new ArrayList<>();
        for (JsonNode result : json(answer.body()).path("results")) {
            became.add(
                    (result.path("status").asText() + " " + result.path("code").asText()).trim());
        }
        return became;
    }

    /** Columns of a table or view, of this store only. */
    List<String> rows(String columns, String table) {
        return project.database()
                .rows("SELECT " + columns + " FROM tillmesh." + table + " WHERE tenant = '" + tenant
                        + "' ORDER BY 1, 2");
    }

    void run(String sql) {
        project.database().run(sql.replace("$T", "'" + tenant + "'"));
    }
}
