package tillmesh.desk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.EntryId;
import tillmesh.fault.Fault;
import tillmesh.fault.Refusal;
import tillmesh.fault.Refusal.Code;
import tillmesh.fault.Remedy;
import tillmesh.journal.Journal;
import tillmesh.journal.OpRow;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Notice.AckOk;
import tillmesh.protocol.Notice.AckRefused;
import tillmesh.protocol.Request;
import tillmesh.protocol.Request.AskLease;
import tillmesh.protocol.Request.AskTicket;
import tillmesh.protocol.Request.FinalizeOrder;
import tillmesh.protocol.Request.ForceTableLock;
import tillmesh.protocol.Request.LockTable;

/**
 * Acknowledges operations that a screen gave a name to, remembers those that were done, and answers them again without doing
 * them again. Loop thread only.
 */
final class Acks {
    private final Surroundings around;
    private final Journal journal;
    private final Rooms rooms;

    Acks(Surroundings around, Journal journal, Rooms rooms) {
        this.around = around;
        this.journal = journal;
        this.rooms = rooms;
    }

    // Also after a wait: a lane that lost its disk may hear meanwhile what it did before under this name.
    boolean answeredAgain(Ask ask, Request request) {
        Optional<OpRow> done =
                ask.opId() == null ? Optional.empty() : journal.shop().op(ask.screen(), ask.opId());
        done.ifPresent(row -> answerAgain(ask, request, row));
        return done.isPresent();
    }

    void remember(Ask ask, Request request, Outcome.Done done) {
        if (ask.opId() != null && done.remember()) {
            journal.shop()
                    .putOp(new OpRow(
                            ask.screen(),
                            ask.opId(),
                            around.wall().millis(),
                            request.getClass().getSimpleName(),
                            done.entry() == null ? null : done.entry().id(),
                            done.version()));
        }
    }

    /** The first answer once more; where the dialect has an answer of its own, what is true now. */
    private void answerAgain(Ask ask, Request request, OpRow done) {
        if (request instanceof AskLease lease) {
            rooms.leases().answerAgain(ask, lease);
        } else if (request instanceof LockTable lock) {
            rooms.locks().answerAgain(ask, lock.tableId());
        } else if (request instanceof ForceTableLock lock) {
            rooms.locks().answerAgain(ask, lock.tableId());
        } else if (request instanceof AskTicket ticket && done.entry() != null) {
            rooms.tickets().answerAgain(ask, ticket, done.entry());
        } else if (request instanceof FinalizeOrder finalize) {
            rooms.finalising().follow(ask, finalize);
        }
        EntryId id = done.entry() == null ? null : journal.entries().idOf(done.entry());
        ok(ask.line(), ask.opId(), id, done.version());
    }

    void ok(Line line, @Nullable String opId, @Nullable EntryId entry, @Nullable Long version) {
        if (opId != null) {
            rooms.voice().to(line, ackOf(opId, entry, version));
        }
    }

    private Notice ackOf(String opId, @Nullable EntryId entry, @Nullable Long version) {
        String state = entry == null ? null : journal.marks().delivery(entry).wire();
        return new AckOk(opId, entry == null ? null : entry.toString(), version, state);
    }

    void refuse(Line line, @Nullable String opId, Refusal refusal) {
        if (opId != null) {
            rooms.voice().to(line, new AckRefused(opId, refusal.code().name(), refusal.reason()));
        }
    }

    /**
     * A request was undone because the disk failed: nothing of it is left, and the screen is told. If it was only asked
     * again, it is told what was done before: a sale that is kept may not be called refused. After the burst.
     */
    void failed(Line line, @Nullable String opId, Fault why) {
        if (opId != null) {
            Code code = why.remedy() == Remedy.SET_ASIDE ? Code.TOO_LARGE : Code.DISK;
            Notice refused = new AckRefused(opId, code.name(), why.sentence());
            around.audience().tell(line, doneBefore(line, opId).orElse(refused));
        }
    }

    private Optional<Notice> doneBefore(Line line, String opId) {
        try {
            return rooms.roll()
                    .on(line)
                    .flatMap(terminal -> journal.shop().op(terminal.id(), opId))
                    .map(done -> ackOf(
                            opId,
                            done.entry() == null ? null : journal.entries().idOf(done.entry()),
                            done.version()));
        } catch (Fault damaged) {
            // Then nothing can be said of what is on the disk; the next read of it tells on its own.
            return Optional.empty();
        }
    }
}
