package tillmesh.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.Grants.Decision;
import tillmesh.desk.Grants.Denied;
import tillmesh.desk.Grants.Given;
import tillmesh.desk.Grants.Wish;
import tillmesh.fault.Refusal.Code;
import tillmesh.lease.Claim;
import tillmesh.lease.Holder;
import tillmesh.lease.Lease;
import tillmesh.lease.LeaseRules;
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

    private final Loop loop;
    private final Grants grants;
    private final LeaseKeeper keeper;
    private final Voice voice;
    private Set<Integer> shown = Set.of();

    Locks(Loop loop, Grants grants, LeaseKeeper keeper, Voice voice) {
        this.loop = loop;
        this.grants = grants;
        this.keeper = keeper;
        this.voice = voice;
        grants.onLost((lock, reason) -> {
            voice.to(
                    lock.holder().screen(), new TableLockRevoked(lock.resource().tableId(), reason));
            voice.toAll(state());
        });
    }

    Outcome lock(Ask ask, LockTable request) {
        return take(ask, request.tableId(), false);
    }

    Outcome force(Ask ask, ForceTableLock request) {
        return take(ask, request.tableId(), true);
    }

    private Outcome take(Ask ask, int tableId, boolean force) {
        Wish wish = new Wish(Resource.table(tableId), ask.holder(), force, false);
        Decision decision = grants.ask(wish, late -> ask.later().decided(now -> decided(now, tableId, late)));
        return decision == null ? Outcome.open() : decided(ask, tableId, decision);
    }

    private Outcome decided(Ask ask, int tableId, Decision decision) {
        if (decision instanceof Denied denied) {
            voice.to(ask.line(), new TableLockDenied(tableId, denied.holder()));
            return Outcome.refused(denied.code(), reason(denied));
        }
        Given given = (Given) decision;
        Lease before = given.before();
        if (before != null) {
            boolean over = before.over(loop.millis());
            String reason = over ? EXPIRED : "Taken over by " + ask.holder().display();
            voice.to(before.holder().screen(), new TableLockRevoked(tableId, reason));
        }
        granted(ask, tableId, given.lease());
        voice.toOthers(ask.line(), state());
        return Outcome.doneOnce();
    }

    private static String reason(Denied denied) {
        return switch (denied.code()) {
            case NOT_ALLOWED -> "Only a manager may take over a table.";
            case CUT_OFF -> "The other lanes do not answer; try again.";
            default -> "Somebody else is at this table.";
        };
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
        voice.to(ask.line(), new TableLockGranted(tableId, keeper.expiresAtMillis(lease), keeper.provisional(lease)));
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
        if (present != null && LeaseRules.held(present, ask.holder(), loop.millis())) {
            keeper.renew(present);
        } else if (!grants.asks(ask.holder(), resource)) {
            voice.to(ask.line(), new TableLockRevoked(request.tableId(), "Lock not held"));
            return Outcome.refused(Code.LEASE_NOT_HELD, "Lock not held.");
        }
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
        // A lane that died releases nothing: that its time is over is seen here.
        changedElsewhere();
    }

    /** Tells the screens of this lane who is at which table on other lanes, if that is not what they were told last. */
    void changedElsewhere() {
        Set<Integer> now = new TreeSet<>();
        tablesElsewhere().forEach(claim -> now.add(claim.resource().tableId()));
        if (!now.equals(shown)) {
            Set<Integer> before = shown;
            shown = now;
            loop.undo(() -> shown = before);
            before.stream()
                    .filter(table -> !now.contains(table) && keeper.of(Resource.table(table)) == null)
                    .forEach(table -> voice.toAll(new TableLockReleased(table)));
            voice.toAll(state());
        }
    }

    private List<Claim> tablesElsewhere() {
        return grants.elsewhere().stream()
                .filter(claim -> keeper.of(claim.resource()) == null)
                .toList();
    }

    /** Ends every lock, by an admin's hand. */
    void revokeAll(String reason) {
        keeper.all().forEach(lock -> revoke(lock, reason));
    }

    /** Ends one lock, by an admin's hand. @return whether there was one */
    boolean revoke(Resource table, String reason) {
        Lease present = keeper.of(table);
        if (present != null) {
            revoke(present, reason);
        }
        return present != null;
    }

    private void revoke(Lease lock, String reason) {
        keeper.drop(lock.resource());
        voice.to(lock.holder().screen(), new TableLockRevoked(lock.resource().tableId(), reason));
        voice.toAll(new TableLockReleased(lock.resource().tableId()));
    }

    /** All locks in force, here and on other lanes. */
    TableLocksState state() {
        List<TableLocksState.Lock> locks = new ArrayList<>();
        keeper.live().forEach(lock -> locks.add(row(lock.resource(), lock.holder(), keeper.expiresAtMillis(lock))));
        long full = keeper.expiresNextMillis();
        tablesElsewhere()
                .forEach(claim -> locks.add(row(claim.resource(), Objects.requireNonNull(claim.holder()), full)));
        return new TableLocksState(locks);
    }

    private static TableLocksState.Lock row(Resource table, Holder holder, long until) {
        return new TableLocksState.Lock(table.tableId(), holder.screen().name(), holder.uid(), holder.name(), until);
    }
}
