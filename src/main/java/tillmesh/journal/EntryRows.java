package tillmesh.journal;

import java.util.List;
import java.util.function.Supplier;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.journal.Journal.Appended;
import tillmesh.shop.LaneId;
import tillmesh.time.Stamp;

/** Reads entries, each checked against its hash: a damaged one is a Fault, never an answer. */
final class EntryRows {
    private final EntryMapper entries;

    EntryRows(EntryMapper entries) {
        this.entries = entries;
    }

    Entry entry(long id) {
        EntryRow row = asked(() -> entries.byId(id));
        if (row == null) {
            throw SqlTrouble.damaged("entry number " + id + " is not there", null);
        }
        return asked(() -> checked(row).entry());
    }

    EntryId idOf(long id) {
        EntryMapper.IdRow row = asked(() -> entries.idOf(id));
        if (row == null) {
            throw SqlTrouble.damaged("entry number " + id + " is not there", null);
        }
        return asked(() -> new EntryId(new Stream(new LaneId(row.origin()), row.incarnation()), row.seq()));
    }

    Stamp stampOf(long id) {
        EntryMapper.StampRow row = asked(() -> entries.stampOf(id));
        if (row == null) {
            throw SqlTrouble.damaged("entry number " + id + " is not there", null);
        }
        return asked(() -> new Stamp(row.wall(), row.count(), new LaneId(row.origin())));
    }

    List<Appended> newest(int limit) {
        return asked(
                () -> entries.newest(limit).stream().map(EntryRows::checked).toList());
    }

    List<Appended> after(long id, int limit) {
        return asked(
                () -> entries.after(id, limit).stream().map(EntryRows::checked).toList());
    }

    private static <T> T asked(Supplier<T> question) {
        return SqlTrouble.asked("reading entries", question);
    }

    /** @throws tillmesh.fault.Fault when the hash does not fit @throws IllegalArgumentException when it cannot even be an entry */
    static Appended checked(EntryRow row) {
        Entry entry = row.entry();
        if (!entry.sound()) {
            throw SqlTrouble.damaged("entry " + entry.id() + " is damaged", null);
        }
        return new Appended(row.id(), entry);
    }
}
