package tillmesh.desk;

import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.protocol.Notice.FloorPlanChanged;
import tillmesh.protocol.Notice.TableUpdated;
import tillmesh.protocol.Payloads;
import tillmesh.protocol.Request.ChangeFloorPlan;
import tillmesh.protocol.Request.UpdateTable;
import tillmesh.shop.OrderSnapshot;
import tillmesh.shop.TableState;

/** What the floor plan shows: states set by hand, and states that follow the orders. Loop thread only. */
final class Tables {
    private final Journal journal;
    private final Projections projections;
    private final Voice voice;

    Tables(Journal journal, Projections projections, Voice voice) {
        this.journal = journal;
        this.projections = projections;
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
        tell(ask, projections.set(appended, change));
        return Outcome.wrote(appended);
    }

    /** The tables follow an order that was written. @param before the table it stood on before, or null */
    void follow(Ask ask, Appended appended, @Nullable Integer before, OrderSnapshot snapshot) {
        String ref = String.valueOf(appended.entry().draft().subject());
        if (before != null && !before.equals(snapshot.tableId())) {
            tell(ask, projections.leave(appended, before, ref));
        }
        tell(ask, projections.sit(appended, ref, snapshot.tableId(), snapshot.paid()));
    }

    /** Relayed only: the layout itself is kept in the back office. */
    Outcome floorPlan(Ask ask, ChangeFloorPlan request) {
        voice.toOthers(ask.line(), new FloorPlanChanged(request.floorId(), request.tablesJson(), request.layoutMode()));
        return Outcome.doneOnce();
    }

    private void tell(Ask ask, @Nullable TableState state) {
        if (state != null) {
            voice.toOthers(
                    ask.line(), new TableUpdated(state.tableId(), state.status(), state.posReference(), ask.screen()));
        }
    }
}
