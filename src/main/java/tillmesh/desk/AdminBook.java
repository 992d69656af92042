package tillmesh.desk;

import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal;
import tillmesh.loop.Loop;
import tillmesh.protocol.Payloads;

/**
 * Writes down what administrators had this lane do: an entry like any other, so that all lanes and clouds have it. Nothing is
 * made from it. Loop thread, within a note.
 */
public final class AdminBook {
    private final Loop loop;
    private final Journal journal;
    private final Rooms rooms;

    /** @param desk whose lane it is */
    public AdminBook(Loop loop, Journal journal, Desk desk) {
        this.loop = loop;
        this.journal = journal;
        this.rooms = desk.rooms();
    }

    /** Keeps that something was asked for and what came of it. */
    public void write(Payloads.Admin deed) {
        journal.append(new Draft(Topics.ADMIN, deed.action(), null, 0, null, null, null, Payloads.json(deed)));
        if (rooms.subscriptions().any()) {
            loop.effect(rooms.subscriptions()::pump);
        }
        rooms.watchers().soon();
    }
}
