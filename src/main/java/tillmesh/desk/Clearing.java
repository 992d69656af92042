package tillmesh.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.EntryId;
import tillmesh.entry.Topics;
import tillmesh.journal.Cleared.How;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.Upstairs;
import tillmesh.peer.Mesh;
import tillmesh.protocol.Payloads;

/**
 * Entries that clouds refuse: which ones, and how each ends. How it ended is an entry itself, so that every lane knows it,
 * and every cloud is told. Loop thread, within a note.
 */
public final class Clearing {
    /** The kind of a relayed wish that an entry be sent again. */
    static final String RETRY = "cloud-retry";

    /** A list that people read is no longer than this. */
    static final int SHOWN_MAX = 1_000;

    private final Journal journal;
    private final Rooms rooms;
    private final Projections projections;
    private final Mesh mesh;

    /** @param desk whose lane it is */
    public Clearing(Journal journal, Desk desk) {
        this.mesh = desk.mesh();
        this.journal = journal;
        this.rooms = desk.rooms();
        this.projections = new Projections(journal);
    }

    /** One row of {@code GET /set-aside}. @param subject such as the order, null when the entry is not on this lane */
    public record AsideFacts(
            String cloud,
            String entry,
            @Nullable String topic,
            @Nullable String subject,
            String reason,
            int tries,
            String since) {}

    /** What nobody has decided about, of all lanes, oldest first; at most 1,000. */
    public List<AsideFacts> open() {
        return upstairs().open(SHOWN_MAX).stream().map(this::facts).toList();
    }

    private AsideFacts facts(Upstairs.Open open) {
        Long number = journal.entries().numberOf(open.entry());
        Draft draft = number == null ? null : journal.entries().entry(number).draft();
        return new AsideFacts(
                open.cloud(),
                open.entry().toString(),
                draft == null ? null : draft.topic(),
                draft == null ? null : draft.subject(),
                open.reason(),
                open.tries(),
                BoardNews.iso(open.atMillis()));
    }

    /** Whether a cloud refuses an entry and nobody has decided about it. */
    public boolean isOpen(String cloud, EntryId entry) {
        return upstairs().known().contains(cloud)
                && upstairs().open(cloud, entry).isPresent();
    }

    /** Tells the other lanes that an entry is to be sent again: one of them may be the only one that may. */
    public void wantedAgain(String cloud, EntryId entry) {
        mesh.relay(RETRY, Payloads.json(new Payloads.Retry(cloud, entry.toString())));
    }

    /** A person says that this cloud need not have it. @param note why */
    public void discard(String cloud, EntryId entry, String note) {
        write(cloud, entry, How.DISCARDED, note);
    }

    /** The cloud has it after all. */
    public void stored(String cloud, EntryId entry) {
        write(cloud, entry, How.STORED, "");
    }

    private void write(String cloud, EntryId entry, How how, String note) {
        String name = entry.toString();
        String payload = Payloads.json(new Payloads.Cleared(cloud, name, how.word(), note));
        Appended appended = journal.append(new Draft(Topics.CLEARED, name, null, 0, null, null, null, payload));
        projections.apply(appended);
        rooms.saleStates().changed(entry, rooms.roll(), rooms.voice());
        rooms.watchers().soon();
    }

    private Upstairs upstairs() {
        return journal.marks().upstairs();
    }
}
