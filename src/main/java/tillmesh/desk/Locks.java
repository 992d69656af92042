package tillmesh.desk;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Refusal.Code;
import tillmesh.lease.Lease;
import tillmesh.lease.LeaseRules.Ruling;
import tillmesh.lease.Resource;
import tillmesh.loop.Loop;
import tillmesh.protocol.Notice.TableLockDenied;
import tillmesh.protocol.Notice.TableLockGranted;
import tillmesh.protocol.Notice.TableLockReleased;
import tillmesh.protocol.Notice.TableLockRevoked;
import tillmesh.protocol.Notice.TableLocksState;
import tillmesh.protocol.Request.ForceTableLock;
import tillmesh.protocol.Request.LockTable;
import tillmesh.protocol.Request.RenewTableLock;
import tillmesh.protocol.Request.UnlockTable;

/** Who may enter a table on the floor plan. Independent of the leases on orders. Loop thread only. */
final class Locks {
    static final String EXPIRED = "Lock expired";

    private final LeaseKeeper keeper;
    private final Loop loop;
    private final Voice voice;

    Locks(LeaseKeeper keeper, Loop loop, Voice voice) {
        this.keeper = keeper;
        this.loop = loop;
        this.voice = voice;
    }

    Outcome lock(Ask ask, LockTable request) {
        return take(ask, request.tableId(), false);
    }

    Outcome force(Ask ask, ForceTableLock request) {
        return take(ask, request.tableId(), true);
    }

    private Outcome take(Ask ask, int tableId, boolean force) {
        Resource resource = Resource.table(tableId);
        Lease present = keeper.of(resource);
        Ruling ruling = keeper.rules().ask(present, ask.holder(), force, loop.millis());
        if (ruling == Ruling.HELD || ruling == Ruling.FORCE_NOT_ALLOWED) {
            voice.to(
                    ask.line(),
                    new TableLockDenied(
                            tableId, Objects.requireNonNull(present).holder().display()));
            return ruling == Ruling.HELD
                    ? Outcome.refused(Code.LEASE_HELD, "Somebody else is at this table.")
                    : Outcome.refused(Code.NOT_ALLOWED, "Only a manager may take over a table.");
        }
        if (ruling == Ruling.RENEWED) {
            granted(ask, tableId, keeper.renew(Objects.requireNonNull(present)));
            return Outcome.doneOnce();
        }
        if (present != null && !present.holder().screen().equals(ask.holder().screen())) {
            String reason = ruling == Ruling.TAKEN_OVER
                    ? "Taken over by " + ask.holder().display()
                    : EXPIRED;
            voice.to(present.holder().screen(), new TableLockRevoked(tableId, reason));
        }
        granted(ask, tableId, keeper.grant(resource, ask.holder()));
        voice.toOthers(ask.line(), state());
        return Outcome.doneOnce();
    }

    /** The answer to a request that was granted before under the same name: what is true now. */
    void answerAgain(Ask ask, int tableId) {
        Lease present = keeper.of(Resource.table(tableId));
        if (present != null && keeper.holds(ask.holder(), present.resource())) {
            granted(ask, tableId, present);
        } else {
            voice.to(ask.line(), new TableLockDenied(tableId, displayOf(present)));
        }
    }

    private static String displayOf(@Nullable Lease lease) {
        return lease == null ? "" : lease.holder().display();
    }

    private void granted(Ask ask, int tableId, Lease lease) {
        voice.to(ask.line(), new TableLockGranted(tableId, keeper.expiresAtMillis(lease), false));
    }

    Outcome unlock(Ask ask, UnlockTable request) {
        Resource resource = Resource.table(request.tableId());
        if (!keeper.holds(ask.holder(), resource)) {
            return Outcome.refused(Code.LEASE_NOT_HELD, "This terminal does not hold the table.");
        }
        keeper.drop(resource);
        voice.toAll(new TableLockReleased(request.tableId()));
        return Outcome.doneOnce();
    }

    Outcome renew(Ask ask, RenewTableLock request) {
        Resource resource = Resource.table(request.tableId());
        Lease present = keeper.of(resource);
        if (present == null || !keeper.holds(ask.holder(), resource)) {
            voice.to(ask.line(), new TableLockRevoked(request.tableId(), "Lock not held"));
            return Outcome.refused(Code.LEASE_NOT_HELD, "Lock not held.");
        }
        keeper.renew(present);
        return Outcome.done();
    }

    /** Renews all that a screen holds. */
    void renewAll(Ask ask) {
        keeper.live().stream()
                .filter(lease -> lease.holder().screen().equals(ask.holder().screen()))
                .forEach(keeper::renew);
    }

    /** Clears what nobody renewed in time. */
    void tick() {
        keeper.over().forEach(lock -> revoke(lock, EXPIRED));
    }

    /** Ends every lock, by an admin's hand. */
    void revokeAll(String reason) {
        keeper.all().forEach(lock -> revoke(lock, reason));
    }

    private void revoke(Lease lock, String reason) {
        keeper.drop(lock.resource());
        voice.to(lock.holder().screen(), new TableLockRevoked(lock.resource().tableId(), reason));
        voice.toAll(new TableLockReleased(lock.resource().tableId()));
    }

    /** All locks in force. */
    TableLocksState state() {
        return new TableLocksState(keeper.live().stream()
                .map(lock -> new TableLocksState.Lock(
                        lock.resource().tableId(),
                        lock.holder().screen().name(),
                        lock.holder().uid(),
                        lock.holder().name(),
                        keeper.expiresAtMillis(lock)))
                .toList());
    }
}
