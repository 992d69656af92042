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

    /** An entry that is to be sent again, on its way to the lane that may. */
    public record Retry(String cloud, String entry) {}

    /** Reads a relayed {@link Retry}. */
    public static Retry retry(String json) {
        return read(json, Retry.class);
    }

    /** A floor plan on its way to the screens of other lanes. @param tablesJson raw JSON array, as text */
    public record FloorPlan(
            int floorId, String tablesJson, @Nullable String layoutMode) {}

    /**
     * What a lane learned of a token, on its way to the other lanes.
     *
     * @param hash of the token, hex
     * @param role its wire name; null when the back office said no, and then only the hash counts
     * @param at when the back office said so, wall-clock milliseconds
     */
    public record Verified(
            String hash, int uid, String name, @Nullable String role, long at) {}

    /** Reads what another lane learned of a token. */
    public static Verified verified(String json) {
        return read(json, Verified.class);
    }

    /** Payload of {@code register.created}. @param cash whether it takes cash */
    public record RegisterMade(String name, boolean cash) {}

    /** Payload of {@code register.pushed}. @param configId its number in Odoo */
    public record RegisterPushed(long configId) {}

    /** Payload of {@code register.refused}, and without a reason that of {@code register.again}. @param round how often somebody had it tried again @param tries the how manieth refusal in this round */
    public record RegisterTried(
            int round, int tries, @Nullable String reason) {}

    /** Reads a payload of a {@code register.} topic. */
    public static <T> T register(String json, Class<T> type) {
        return read(json, type);
    }

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
