package tillmesh.desk;

import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.protocol.Notice.FloorPlanChanged;
import tillmesh.protocol.Notice.TableUpdated;
import tillmesh.protocol.Payloads;
import tillmesh.protocol.Request.ChangeFloorPlan;
import tillmesh.protocol.Request.UpdateTable;
import tillmesh.shop.TableState;

/** What the floor plan shows: states set by hand, and states that follow the orders. Loop thread only. */
final class Tables {
    private final Journal journal;
    private final Seating seating;
    private final Voice voice;

    Tables(Journal journal, Voice voice) {
        this.journal = journal;
        this.seating = new Seating(journal);
        this.voice = voice;
    }

    Outcome update(Ask ask, UpdateTable request) {
        var change = new Payloads.TableStatus(request.tableId(), request.status(), request.posReference());
        Appended appended = journal.append(new Draft(
                Topics.TABLE_STATUS,
                Integer.toString(request.tableId()),
                null,
                0,
                null,
                ask.screen(),
                ask.opId(),
                Payloads.json(change)));
        seating.set(appended, true).ifPresent(state -> tell(ask, state));
        return Outcome.wrote(appended);
    }

    /** The tables follow a version that was written here. */
    void follow(Ask ask, Heads.Change change) {
        seating.follow(change, true).forEach(state -> tell(ask, state));
    }

    /** Relayed only: the layout itself is kept in the back office. */
    Outcome floorPlan(Ask ask, ChangeFloorPlan request) {
        voice.toOthers(ask.line(), new FloorPlanChanged(request.floorId(), request.tablesJson(), request.layoutMode()));
        return Outcome.doneOnce();
    }

    private void tell(Ask ask, TableState state) {
        voice.toOthers(
                ask.line(), new TableUpdated(state.tableId(), state.status(), state.posReference(), ask.screen()));
    }
}
