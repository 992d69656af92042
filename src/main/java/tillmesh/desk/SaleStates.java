package tillmesh.desk;

import java.util.ArrayList;
import java.util.List;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.journal.Journal;
import tillmesh.journal.OpOf;
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
                states.add(0, of(op.opId(), journal.entries().idOf(entry)));
            }
        }
        return states;
    }

    /** Entries of a stream may have come further: the devices that wrote them hear it, if they are signed in here. */
    void moved(Stream stream, long after, long upto, Roll roll, Voice voice) {
        if (upto - after > AFTER_RECONNECT) {
            roll.all()
                    .forEach(terminal -> newest(terminal.holder().screen())
                            .forEach(state -> voice.to(terminal.holder().screen(), state)));
            return;
        }
        for (OpOf op : journal.entries().opsOf(stream, after, upto)) {
            ScreenId screen = new ScreenId(op.device());
            if (roll.of(screen).isPresent()) {
                voice.to(screen, of(op.opId(), new EntryId(stream, op.seq())));
            }
        }
    }

    /** An entry counts otherwise now. It may not have arrived here yet, and then nobody asked. */
    void changed(EntryId entry, Roll roll, Voice voice) {
        if (journal.marks().knows(entry.stream())) {
            moved(entry.stream(), entry.seq() - 1, entry.seq(), roll, voice);
        }
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
