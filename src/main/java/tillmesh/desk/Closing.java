package tillmesh.desk;

import tillmesh.fault.Refusal;
import tillmesh.fault.Refusal.Code;
import tillmesh.journal.Journal;
import tillmesh.lease.Resource;
import tillmesh.shop.OrderRef;

/** What an admin may do to the whole lane: end all leases, erase everything. Loop thread, within a note. */
public final class Closing {
    private static final String BY_ADMIN = "Ended by an administrator";

    private final Journal journal;
    private final Rooms rooms;

    /** @param desk whose lane it is */
    public Closing(Journal journal, Desk desk) {
        this.journal = journal;
        this.rooms = desk.rooms();
    }

    /** Ends every lease and table lock; the holders are told. @return how many */
    public int endLeases() {
        int ended = rooms.orderLeases().all().size() + rooms.tableLocks().all().size();
        rooms.leases().revokeAll(BY_ADMIN);
        rooms.locks().revokeAll(BY_ADMIN);
        return ended;
    }

    /** Ends the lease of one order; its holder is told. @return whether a screen of this lane had it */
    public boolean endLease(String order) {
        return rooms.leases().revoke(Resource.order(new OrderRef(order)), BY_ADMIN);
    }

    /** Ends one table lock; its holder is told. @return whether a screen of this lane had it */
    public boolean endLock(int table) {
        return rooms.locks().revoke(Resource.table(table), BY_ADMIN);
    }

    /** Why nothing may be erased now: entries that no cloud has. Null when it may. */
    public @org.jspecify.annotations.Nullable Refusal whyNot() {
        long waiting = rooms.news().waitingForCloud() + rooms.news().counts().setAside();
        return waiting == 0
                ? null
                : new Refusal(
                        Code.UNSENT,
                        waiting + " entries are not in the cloud and would be gone. Ask again with force to erase them"
                                + " all the same; a copy of the database is kept.");
    }

    /**
     * Erases orders, tables, tickets and journal. A copy of the file was made before. Screens get an empty SYNC_INIT.
     *
     * @param freshStoreId the random id of what is a new disk for all others now, 32 hex digits
     */
    public void erase(String freshStoreId) {
        endLeases();
        journal.erase(freshStoreId);
        rooms.orders().clear();
        rooms.voice().toAll(rooms.news().syncInit());
        rooms.voice().toAll(rooms.locks().state());
    }
}
