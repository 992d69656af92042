package tillmesh.desk;

import java.util.function.Consumer;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.OrderHead;
import tillmesh.peer.Arrivals;
import tillmesh.peer.PeerId;
import tillmesh.protocol.Notice.FloorPlanChanged;
import tillmesh.protocol.Notice.OrderUpdated;
import tillmesh.protocol.Notice.TableUpdated;
import tillmesh.protocol.Payloads;
import tillmesh.shop.OrderRef;
import tillmesh.shop.TableState;

/** What other lanes wrote, brought to this lane's tables and screens. Loop thread, within the note that keeps it. */
final class FromElsewhere implements Arrivals {
    /** The kind of a relayed floor plan. */
    static final String FLOOR_PLAN = "floor-plan";

    /** The kind of what a lane learned of a token. */
    static final String VERIFIED = "verified";

    private final Rooms rooms;
    private final Projections projections;
    private final NodeFacts node;
    private final Consumer<Runnable> afterCommit;

    FromElsewhere(Rooms rooms, Journal journal, NodeFacts node, Consumer<Runnable> afterCommit) {
        this.rooms = rooms;
        this.projections = new Projections(journal);
        this.node = node;
        this.afterCommit = afterCommit;
    }

    @Override
    public void arrived(Appended appended) {
        for (News news : projections.apply(appended)) {
            if (news instanceof News.Order order) {
                tell(order.change().after());
            } else if (news instanceof News.Table table) {
                tell(table.state());
            } else if (news instanceof News.Cleared cleared) {
                rooms.saleStates().changed(cleared.entry(), rooms.roll(), rooms.voice());
            }
        }
        if (rooms.subscriptions().any()) {
            afterCommit.accept(rooms.subscriptions()::pump);
        }
        rooms.watchers().soon();
    }

    @Override
    public void lanesChanged() {
        rooms.watchers().soon();
    }

    private void tell(OrderHead head) {
        String ref = head.posReference();
        rooms.orders().readAnew(ref);
        OrderRef order = new OrderRef(ref);
        rooms.finalising().heard(order);
        String author = rooms.orders().author(ref);
        rooms.voice()
                .toAllBut(
                        author,
                        new OrderUpdated(
                                ref,
                                rooms.orders().version(order),
                                rooms.orders().snapshot(ref),
                                author));
    }

    private void tell(TableState state) {
        String author = state.terminalId() == null ? "" : state.terminalId();
        rooms.voice().toAllBut(author, new TableUpdated(state.tableId(), state.status(), state.posReference(), author));
    }

    @Override
    public void moved(Stream stream, long after, long upto) {
        node.reached();
        rooms.saleStates().moved(stream, after, upto, rooms.roll(), rooms.voice());
        rooms.watchers().soon();
    }

    @Override
    public void relayed(String kind, String payload) {
        if (kind.equals(FLOOR_PLAN)) {
            Payloads.FloorPlan plan = Payloads.floorPlan(payload);
            rooms.voice().toAll(new FloorPlanChanged(plan.floorId(), plan.tablesJson(), plan.layoutMode()));
        } else if (kind.equals(VERIFIED)) {
            rooms.signIns().heard(payload);
        } else if (kind.equals(Clearing.RETRY)) {
            Payloads.Retry retry = Payloads.retry(payload);
            node.wantedAgain(retry.cloud(), EntryId.parse(retry.entry()));
        }
    }

    @Override
    public void twin(PeerId other) {
        node.mustEnd(new Fault(
                Remedy.CALL_SOMEONE,
                "another node runs as lane " + other.lane() + " and was here first",
                "give this one a lane.id of its own, or an empty data folder if its disk is a copy"));
    }

    @Override
    public void setback(Fault why) {
        node.setback(why);
    }

    @Override
    public void alarm(String what) {
        node.alarm(what);
    }
}
