package tillmesh.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** The payloads that the node itself writes into the journal, and facts for the dashboard, as JSON. Any thread. */
public final class Payloads {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Payloads() {}

    /** Payload of {@code table.status}. */
    public record TableStatus(
            int tableId, String status, @Nullable String posReference) {}

    /** Payload of {@code ticket.number}. @param day ISO date in the store's zone */
    public record Ticket(String orderType, String day, long ticketNumber) {}

    /** Payload of {@code lease.released}. */
    public record LeaseReleased(String terminalId) {}

    /** Payload of {@code tillmesh.cleared}. @param how {@code stored} or {@code discarded} @param note of who discarded it */
    public record Cleared(String cloud, String entry, String how, String note) {}

    /** A floor plan on its way to the screens of other lanes. @param tablesJson raw JSON array, as text */
    public record FloorPlan(
            int floorId, String tablesJson, @Nullable String layoutMode) {}

    /** Reads a relayed floor plan. */
    public static FloorPlan floorPlan(String json) {
        return read(json, FloorPlan.class);
    }

    /** Any record as JSON, its components as members. */
    public static String json(Object record) {
        try {
            return JSON.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a record of ours has no JSON form", e);
        }
    }

    /** Payload of {@code lease.released}. */
    public static String leaseReleased(String terminalId) {
        return json(new LeaseReleased(terminalId));
    }

    /** Reads a payload of {@code table.status}. */
    public static TableStatus tableStatus(String json) {
        return read(json, TableStatus.class);
    }

    /** Reads a payload of {@code ticket.number}. */
    public static Ticket ticket(String json) {
        return read(json, Ticket.class);
    }

    /** Reads a payload of {@code tillmesh.cleared}. */
    public static Cleared cleared(String json) {
        return read(json, Cleared.class);
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a payload that a node wrote is not what it writes", e);
        }
    }
}
