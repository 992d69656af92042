package tillmesh.desk;

import java.util.ArrayList;
import java.util.List;
import tillmesh.entry.EntryId;
import tillmesh.journal.Journal;
import tillmesh.journal.OpRow;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Notice.SaleState;
import tillmesh.shop.ScreenId;

/** How far the operations of a device have come: "is my sale safe?". Derived from acknowledgements only. Loop thread only. */
final class SaleStates {
    /** After a reconnect a device hears of so many of its newest operations. */
    static final int AFTER_RECONNECT = 200;

    private final Journal journal;

    SaleStates(Journal journal) {
        this.journal = journal;
    }

    /** The present state of the newest operations of a device, oldest first. Empty for a device that never named one. */
    List<Notice> newest(ScreenId screen) {
        List<Notice> states = new ArrayList<>();
        for (OpRow op : journal.shop().newestOps(screen.name(), AFTER_RECONNECT)) {
            Long entry = op.entry();
            if (entry != null) {
                states.add(0, of(op.opId(), journal.idOf(entry)));
            }
        }
        return states;
    }

    /** The present state of one operation. */
    SaleState of(String opId, EntryId id) {
        List<String> copies = new ArrayList<>(journal.marks().copiesOf(id));
        String here = journal.stream().origin().name();
        if (!copies.contains(here)) {
            copies.add(0, here);
        }
        return new SaleState(
                opId,
                id.toString(),
                journal.marks().delivery(id).wire(),
                copies,
                journal.marks().clouds(id),
                journal.marks().reason(id).orElse(null));
    }
}
