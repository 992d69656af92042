package tillmesh.protocol;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.shop.OrderRef;
import tillmesh.shop.OrderSnapshot;
import tillmesh.shop.OrderType;

/** What a screen asks for. One record per message; the codec has checked form and ranges, the desk judges the rest. */
public sealed interface Request {

    /** Sign-in. @param token see the sign-in modes @param deviceId the terminal's id, may be empty (one is made up then) */
    record Auth(String token, String deviceId) implements Request {}

    /** Opens an order for editing. @param baseVersion the version the till knows, 0 = new @param force take it from its holder */
    record AskLease(OrderRef order, long baseVersion, boolean force) implements Request {}

    /** Gives an order back, with its last state if the till sends one. */
    record ReleaseLease(OrderRef order, @Nullable OrderSnapshot finalSnapshot) implements Request {}

    /** Still editing. */
    record RenewLease(OrderRef order) implements Request {}

    /** The whole order after a change. @param baseVersion the version it was made from */
    record SaveOrder(OrderRef order, long baseVersion, OrderSnapshot snapshot) implements Request {}

    /** The money is taken; finalise. @param configId the register's number in Odoo */
    record FinalizeOrder(OrderRef order, OrderSnapshot snapshot, long configId) implements Request {}

    /** A table changed by hand. */
    record UpdateTable(int tableId, String status, @Nullable String posReference) implements Request {}

    /** Enters a table on the floor plan. */
    record LockTable(int tableId) implements Request {}

    /** Leaves a table. */
    record UnlockTable(int tableId) implements Request {}

    /** Still at the table. */
    record RenewTableLock(int tableId) implements Request {}

    /** Takes a table over from whoever is there. */
    record ForceTableLock(int tableId) implements Request {}

    /** The next ticket number of today. */
    record AskTicket(OrderType orderType) implements Request {}

    /** A new layout of a floor: relayed to the other screens, not stored. @param tablesJson the array as sent, raw */
    record ChangeFloorPlan(
            int floorId, String tablesJson, @Nullable String layoutMode) implements Request {}

    /** The bare heartbeat of an older client: renews everything the sender holds. */
    record RenewAll() implements Request {}

    /** A free message. @param payload any JSON, raw */
    record Publish(String topic, @Nullable String subject, String payload) implements Request {}

    /** Wants free messages. @param topics exact names, or prefixes ending in {@code *} @param from a cursor, or {@code start}, or null for only new ones */
    record Subscribe(List<String> topics, @Nullable String from) implements Request {}

    /** Wants shop state, now and at every change. */
    record Watch(Set<What> what) implements Request {}

    /** Ends a case of Review. @param caseId as REVIEW named it */
    record Resolve(String caseId, Choice choice) implements Request {}

    /** Makes a register (a point of sale). @param cash whether it takes cash */
    record MakeRegister(String name, boolean cash) implements Request {}

    /** Has a register tried again that Odoo refused too often. @param registerId as REGISTERS named it */
    record RetryRegister(String registerId) implements Request {}

    /** What becomes of the two versions of a case; the wire name is the name in lower case. */
    enum Choice {
        /** The head stays what it is. */
        THEIRS,
        /** The version beside it becomes the head. */
        MINE
    }

    /** What can be watched; the wire name is the name in lower case. */
    enum What {
        /** The lanes of the shop. */
        LANES,
        /** How safe the sales are. */
        SAFETY,
        /** Double edits that wait for a person. */
        REVIEW,
        /** The registers, and how far Odoo has them. */
        REGISTERS,
        /** Everything the dashboard shows. */
        BOARD,
        /** What is wrong and what to do. */
        PROBLEMS
    }
}
