package tillmesh.box;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import tillmesh.box.Functions.Reply;

/** The box as an event bridge: takes events of whoever has its key, each once by its id, and gives them out after a cursor. One thread. */
final class Events {
    private static final int EVENTS_MAX = 1_000;
    private static final int PAGE_USUAL = 500;
    /** Numbers keep their zeros: 12.50 is what somebody wrote. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final BoxLedger ledger;

    Events(BoxLedger ledger) {
        this.ledger = ledger;
    }

    /** {@code POST /events/ingest}. @param refusing whether whatever is new is refused @throws IOException when it is no JSON */
    Reply ingest(String body, boolean refusing) throws SQLException, IOException {
        JsonNode events = JSON.readTree(body).path("events");
        if (!events.isArray() || events.size() > EVENTS_MAX) {
            return Reply.error(events.isArray() ? 413 : 400, "events", "events is an array of at most " + EVENTS_MAX);
        }
        ArrayNode results = JSON.createArrayNode();
        try {
            for (JsonNode event : events) {
                results.add(take(event, refusing));
            }
            ledger.commit();
        } catch (SQLException e) {
            ledger.rollback();
            throw e;
        }
        return new Reply(200, JSON.createObjectNode().set("results", results));
    }

    private ObjectNode take(JsonNode event, boolean refusing) throws SQLException {
        String id = event.path("eventId").asText();
        ObjectNode result = JSON.createObjectNode().put("eventId", id);
        if (id.isEmpty() || event.path("storeId").asText().isEmpty()) {
            return result.put("status", "rejected");
        }
        String tenant = event.path("tenantId").asText();
        String store = event.path("storeId").asText();
        List<String> known = ledger.askAmid(
                "SELECT json FROM event WHERE tenant = ? AND store = ? AND event_id = ?",
                row -> row.getString(1),
                tenant,
                store,
                id);
        if (known.isEmpty() && !refusing) {
            ledger.addEvent(tenant, store, id, event.toString());
            return result.put("status", "accepted");
        }
        return result.put("status", known.contains(event.toString()) ? "duplicate" : "rejected");
    }

    /** {@code GET /events?tenantId=…&storeId=…&since=…&limit=…}. */
    Reply since(Map<String, String> query) throws SQLException {
        long after = number(query.getOrDefault("since", ""), 0);
        int limit = (int) Math.min(EVENTS_MAX, Math.max(1, number(query.getOrDefault("limit", ""), PAGE_USUAL)));
        ArrayNode events = JSON.createArrayNode();
        List<Long> numbers = ledger.ask(
                "SELECT no, json FROM event WHERE tenant = ? AND store = ? AND no > ? ORDER BY no LIMIT ?",
                row -> {
                    events.addRawValue(new com.fasterxml.jackson.databind.util.RawValue(row.getString(2)));
                    return row.getLong(1);
                },
                query.getOrDefault("tenantId", ""),
                query.getOrDefault("storeId", ""),
                after,
                limit);
        long last = numbers.isEmpty() ? after : numbers.get(numbers.size() - 1);
        ObjectNode page = JSON.createObjectNode();
        page.put("cursor", String.valueOf(last))
                .put("more", numbers.size() == limit)
                .set("events", events);
        return new Reply(200, page);
    }

    private static long number(String text, long fallback) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : fallback;
    }
}
