package tillmesh.journal;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.journal.Journal.Appended;
import tillmesh.shop.LaneId;
import tillmesh.time.Stamp;

/**
 * Reads the entries of all lanes that are on this disk, each checked against its hash: a damaged one, or one that is not
 * there though something names it, is a {@link tillmesh.fault.Fault}, never an answer. One thread at a time.
 */
public final class Entries {
    private final EntryMapper entries;
    private final Marks marks;

    Entries(EntryMapper entries, Marks marks) {
        this.entries = entries;
        this.marks = marks;
    }

    /** The entry with a local number. */
    public Entry entry(long id) {
        EntryRow row = there(id, asked(() -> entries.byId(id)));
        return asked(() -> checked(row).entry());
    }

    /** The name of the entry with a local number. */
    public EntryId idOf(long id) {
        EntryMapper.IdRow row = there(id, asked(() -> entries.idOf(id)));
        return asked(() -> new EntryId(new Stream(new LaneId(row.origin()), row.incarnation()), row.seq()));
    }

    /** When an entry was written, on the clock of its lane. */
    public Stamp stampOf(long id) {
        EntryMapper.StampRow row = there(id, asked(() -> entries.stampOf(id)));
        return asked(() -> new Stamp(row.wall(), row.count(), new LaneId(row.origin())));
    }

    /** The local number of an entry, or null when it is not on this disk. */
    public @Nullable Long numberOf(EntryId id) {
        Long stream = marks.numberOf(id.stream());
        return stream == null ? null : asked(() -> entries.idOfNumber(stream, id.seq()));
    }

    /** The newest entries, newest first. */
    public List<Appended> newest(int limit) {
        return asked(() -> entries.newest(limit).stream().map(Entries::checked).toList());
    }

    /** Entries after a local number, oldest first. @param limit at most so many */
    public List<Appended> after(long id, int limit) {
        return asked(
                () -> entries.after(id, limit).stream().map(Entries::checked).toList());
    }

    /** Every version of an order that is here, in the order of arrival; reads all entries, for what a repair had lost. */
    public List<Appended> versionsOf(String ref) {
        return asked(
                () -> entries.versionsOf(ref).stream().map(Entries::checked).toList());
    }

    /**
     * Local numbers of the entries that say the same as one: made from the same versions, several of them, to the same text.
     * Empty for an entry that was made from one version or none.
     */
    public List<Long> twins(long id) {
        return asked(() -> entries.twins(id));
    }

    /** Every lane of which this disk has heard an entry, this one included. */
    public Set<LaneId> lanes() {
        return marks.streams().stream().map(row -> row.name().origin()).collect(Collectors.toSet());
    }

    /** The operations that the entries of a stream came from. @param after numbers above this one @param upto and up to this one */
    public List<OpOf> opsOf(Stream stream, long after, long upto) {
        Long number = marks.numberOf(stream);
        return number == null ? List.of() : asked(() -> entries.opsOf(number, after, upto));
    }

    private static <T> T there(long id, @Nullable T row) {
        if (row == null) {
            throw SqlTrouble.damaged("entry number " + id + " is not there", null);
        }
        return row;
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
