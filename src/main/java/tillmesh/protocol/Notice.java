package tillmesh.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.shop.TableState;

/** What a screen hears. One record per message; raw JSON members are inserted as they are. Times are wall-clock milliseconds. */
public sealed interface Notice {

    record AuthOk(String terminalId, String role) implements Notice {}

    record AuthFail(String reason) implements Notice {}

    /** @param version the newest stored version, 0 when unknown @param provisional granted without a majority of the lanes */
    record LeaseGranted(String posReference, long version, long expiresAtMillis, boolean provisional)
            implements Notice {}

    /** @param holder who holds it, for people; empty when nobody does */
    record LeaseDenied(String posReference, String holder, String reason) implements Notice {}

    /** @param snapshot the last stored one, raw, or null */
    record LeaseRevoked(
            String posReference, String reason, @Nullable String snapshot) implements Notice {}

    record OrderUpdated(String posReference, long version, String snapshot, String sourceTerminal) implements Notice {}

    /** @param lineIdMap raw JSON object @param fiscal raw JSON or null */
    record OrderFinalized(
            String posReference,
            long orderId,
            String lineIdMap,
            @Nullable String fiscal) implements Notice {}

    record OrderFinalizeError(String posReference, String error, boolean retryable) implements Notice {}

    record Conflict(String posReference, long hubVersion, String hubSnapshot) implements Notice {}

    record SyncInit(List<Order> orders, List<TableState> tables) implements Notice {
        /** One active order. */
        public record Order(String posReference, long version, String snapshot) {}
    }

    /** @param lastOdooSyncMillis null until something reached Odoo */
    record SyncStatus(
            int connectedTerminals,
            long pendingForward,
            @Nullable Long lastOdooSyncMillis,
            int activeLeases,
            long uptimeSeconds)
            implements Notice {}

    record TableUpdated(
            int tableId, String status, @Nullable String posReference, String sourceTerminal) implements Notice {}

    record TableLockGranted(int tableId, long expiresAtMillis, boolean provisional) implements Notice {}

    record TableLockDenied(int tableId, String lockedBy) implements Notice {}

    record TableLockRevoked(int tableId, String reason) implements Notice {}

    record TableLockReleased(int tableId) implements Notice {}

    record TableLocksState(List<Lock> locks) implements Notice {
        /** One live lock. */
        public record Lock(int tableId, String terminalId, int uid, String userName, long expiresAtMillis) {}
    }

    /** @param tables raw JSON array */
    record FloorPlanChanged(
            int floorId, String tables, @Nullable String layoutMode) implements Notice {}

    record TicketNumber(String orderType, long ticketNumber) implements Notice {}

    /** The operation is on this lane's disk. @param entryId null when it made no entry @param version null when its subject has none @param state null when it made no entry */
    record AckOk(
            String opId,
            @Nullable String entryId,
            @Nullable Long version,
            @Nullable String state) implements Notice {}

    /** The operation was refused; nothing was stored. */
    record AckRefused(String opId, String code, String reason) implements Notice {}

    /** @param copies lanes that have it on disk, this one included @param clouds name to waiting, stored or set_aside */
    record SaleState(
            String opId,
            String entryId,
            String state,
            List<String> copies,
            Map<String, String> clouds,
            @Nullable String reason)
            implements Notice {}

    /** @param payload raw JSON @param cursor opaque; hand it back in SUBSCRIBE to go on after this one */
    record Published(
            String cursor,
            String entryId,
            String topic,
            @Nullable String subject,
            String payload,
            @Nullable String sourceTerminal,
            String sourceLane,
            long atMillis)
            implements Notice {}

    record Lanes(String lane, String coordinator, boolean majority, List<Lane> lanes) implements Notice {
        /** @param state {@code here}, {@code up} or {@code away} @param sinceMillis since when */
        public record Lane(String id, String state, long sinceMillis, long entriesBehind) {}
    }

    /** @param oldestUnsafeSeconds age of the oldest sale that is only on this lane, null when there is none */
    record Safety(
            long pending,
            long peerAck,
            long setAside,
            @Nullable Long oldestUnsafeSeconds,
            List<Cloud> clouds) implements Notice {
        /** One configured cloud. */
        public record Cloud(
                String name, boolean reachable, @Nullable String lastStored, long waiting) {}
    }

    /** Double edits that wait for a person. */
    record Review(List<Case> cases) implements Notice {
        /** One case. */
        public record Case(String caseId, String posReference, String kind, Side head, Side branch) {}

        /** One side of it. @param snapshot raw JSON */
        public record Side(long version, String lane, long atMillis, String snapshot) {}
    }

    /** The registers of the shop. */
    record Registers(List<Register> registers) implements Notice {
        /**
         * One register.
         *
         * @param state {@code waiting}, {@code made} or {@code set_aside}
         * @param configId its number in Odoo, null until it is there
         * @param tries how often Odoo refused it since somebody last had it tried again
         * @param reason why it did the last time
         */
        public record Register(
                String id,
                String name,
                boolean cash,
                String state,
                @Nullable Long configId,
                int tries,
                @Nullable String reason) {}
    }

    /** What is wrong, worst first. @param problems empty while nothing is */
    record Problems(List<Problem> problems) implements Notice {}

    /** Everything the dashboard shows. @param json the members of the message after {@code type}, as one raw JSON object */
    record Board(String json) implements Notice {}
}
