package tillmesh.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tillmesh.shop.Booking.Booked;

/** The payloads that the node itself writes into the journal, and facts for the dashboard, as JSON. Any thread. */
public final class Payloads {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Amounts stay as they were written. */
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
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

    /**
     * Payload of {@code tillmesh.admin}.
     *
     * @param action what was asked for
     * @param outcome {@code done} or {@code refused}
     * @param by who says to have asked; the admin token tells no more
     * @param from the address it came from
     * @param about which lane, order, entry or file it was about; may be empty
     */
    public record Admin(String action, String outcome, String by, String from, String about) {}

    /** Payload of {@code tillmesh.pulled}. @param cursor as the cloud wrote it */
    public record Pulled(String cloud, String cursor) {}

    /** Reads a payload of {@code tillmesh.pulled}. */
    public static Pulled pulled(String json) {
        return read(json, Pulled.class);
    }

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

    /**
     * Payload of {@code order.finalized}: the snapshot to the letter, and at its end what the back office said. A member that is
     * there twice counts as it does for a browser: the last one wins.
     *
     * @param snapshot raw JSON object
     */
    public static String booked(String snapshot, Booked booked) {
        int end = snapshot.lastIndexOf('}');
        boolean empty = snapshot.substring(snapshot.indexOf('{') + 1, end).isBlank();
        StringBuilder text = new StringBuilder(snapshot.substring(0, end)).append(empty ? "" : ",");
        text.append("\"odooId\":").append(booked.orderId());
        text.append(",\"finalized\":{\"orderId\":").append(booked.orderId());
        text.append(",\"lineIdMap\":").append(booked.lineIdMap());
        if (booked.fiscal() != null) {
            text.append(",\"fiscal\":").append(booked.fiscal());
        }
        return text.append("}}").toString();
    }

    /** Reads what the back office said from a payload of {@code order.finalized}; empty when it is not there. */
    public static Optional<Booked> booked(String json) {
        try {
            JsonNode said = EXACT.readTree(json).path("finalized");
            JsonNode map = said.path("lineIdMap");
            return said.path("orderId").isIntegralNumber() && map.isObject()
                    ? Optional.of(new Booked(
                            said.path("orderId").asLong(),
                            EXACT.writeValueAsString(map),
                            said.hasNonNull("fiscal") ? EXACT.writeValueAsString(said.path("fiscal")) : null))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a payload that a node wrote is not what it writes", e);
        }
    }
}
