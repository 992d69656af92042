package tillmesh.sim;

import java.util.EnumSet;
import java.util.Set;

/** What must happen now and then, or else the campaign has not tried it. */
enum Sighting {
    CUT_IDLE,
    CUT_MID_BURST,
    CUT_IN_COMMIT,
    TORN_COMMIT_LOST,
    TORN_COMMIT_KEPT,
    CUT_BEFORE_EFFECTS,
    CUT_AMID_EFFECTS,
    CUT_AFTER_OPENING,
    KILL,
    CLEAN_STOP,
    NOTE_FAILED_ALONE,
    COMMIT_FAILED,
    DISK_FULL,
    DISK_TAKES_AGAIN,
    BUSY,
    CONFLICT,
    PAID_STAYS_PAID,
    PAID_WITHOUT_LEASE,
    LEASE_DENIED,
    LEASE_EXPIRED,
    LEASE_FORCED,
    FORCE_DENIED,
    LEASE_RESTORED,
    LEASE_KEPT_IN_GRACE,
    TABLE_FORCED,
    TABLE_EXPIRED,
    DUPLICATE_ANSWERED,
    DUPLICATE_ANSWERED_AFTER_RESTART,
    LINE_REPLACED,
    LINE_TOO_SLOW,
    SIGN_IN_REFUSED,
    SUBSCRIBER_CAUGHT_UP,
    TICKETS_OF_TWO_DAYS,
    WALL_WENT_BACK,
    LOG_FOLDED,
    PEER_ACK,
    CLOUD_ACK,
    SET_ASIDE,
    BACK_TO_PENDING,
    OLD_MARK_REPEATED,
    MARK_FORGOTTEN,
    SHOP_SPLIT,
    ONE_WAY_CUT,
    BAD_CABLES,
    DISK_WIPED,
    BACKUP_RESTORED,
    BRANCH,
    FIRM_GRANT,
    PROVISIONAL_GRANT,
    TAKEN_OVER_ELSEWHERE,
    NOBODY_GRANTS,
    TICKET_OF_SHOP,
    TICKET_OF_LANE,
    CASE_SETTLED,
    SETTLED_TWICE_ALIKE,
    SETTLED_TWICE_DIFFERENTLY,
    PAID_TWICE_SETTLED,
    FOUNDED_APART,
    SHOPS_MET,
    CLOUD_CLOSED,
    STORED_AND_SILENT,
    NEVER_ANSWERED,
    POISON_SET_ASIDE,
    DIED_FOR_EVER,
    ADOPTED,
    TWO_UPLOADERS,
    RETURNED_AND_WENT_ON;

    /** What a day of one lane has. */
    static Set<Sighting> ofOneLane() {
        return EnumSet.range(CUT_IDLE, MARK_FORGOTTEN);
    }

    /** What a day of several lanes has besides. */
    static Set<Sighting> ofMesh() {
        return EnumSet.range(SHOP_SPLIT, RETURNED_AND_WENT_ON);
    }
}
