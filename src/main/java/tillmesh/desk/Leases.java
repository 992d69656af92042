package tillmesh.desk;

import org.jspecify.annotations.Nullable;
import tillmesh.fault.Refusal.Code;
import tillmesh.journal.Journal.Appended;
import tillmesh.lease.Lease;
import tillmesh.lease.Resource;
import tillmesh.protocol.Notice.LeaseDenied;
import tillmesh.protocol.Notice.LeaseGranted;
import tillmesh.protocol.Notice.LeaseRevoked;
import tillmesh.protocol.Notice.OrderUpdated;
import tillmesh.protocol.Request.AskLease;
import tillmesh.protocol.Request.ReleaseLease;
import tillmesh.protocol.Request.RenewLease;
import tillmesh.shop.OrderRef;

/** Who may write an order: one screen at a time. Loop thread only. */
final class Leases {
    static final String EXPIRED = "Lease expired";
    private static final String NOT_HELD = "Lease not held";
    private static final String HELD = "Order is being edited on another terminal";

    private final LeaseKeeper keeper;
    private final Orders orders;
    private final Voice voice;

    Leases(LeaseKeeper keeper, Orders orders, Voice voice) {
        this.keeper = keeper;
        this.orders = orders;
        this.voice = voice;
    }

    Outcome ask(Ask ask, AskLease request) {
        Resource resource = Resource.order(request.order());
        Lease present = keeper.of(resource);
        switch (keeper.rules().ask(present, ask.holder(), request.force(), orders.nowMillis())) {
            case HELD:
                deny(ask, request.order(), present, HELD);
                return Outcome.refused(Code.LEASE_HELD, HELD + ".");
            case FORCE_NOT_ALLOWED:
                deny(ask, request.order(), present, "Only a manager may take over an order");
                return Outcome.refused(Code.NOT_ALLOWED, "Only a manager may take over an order.");
            case RENEWED:
                granted(ask, request, keeper.renew(java.util.Objects.requireNonNull(present)));
                return Outcome.doneOnce();
            case TAKEN_OVER:
                revoke(
                        java.util.Objects.requireNonNull(present),
                        "Taken over by " + ask.holder().display());
                break;
            case FREE:
                if (present != null
                        && !present.holder().screen().equals(ask.holder().screen())) {
                    revoke(present, EXPIRED);
                }
                break;
        }
        granted(ask, request, keeper.grant(resource, ask.holder()));
        return Outcome.doneOnce();
    }

    /** The answer to a request that was granted before under the same name: what is true now, without granting again. */
    void answerAgain(Ask ask, AskLease request) {
        Lease present = keeper.of(Resource.order(request.order()));
        if (present != null && keeper.holds(ask.holder(), present.resource())) {
            granted(ask, request, present);
        } else {
            deny(ask, request.order(), present, "This request was granted before; the lease has ended since");
        }
    }

    private void granted(Ask ask, AskLease request, Lease lease) {
        String ref = request.order().text();
        long version = orders.version(request.order());
        voice.to(ask.line(), new LeaseGranted(ref, version, keeper.expiresAtMillis(lease), false));
        if (request.baseVersion() < version) {
            voice.to(ask.line(), new OrderUpdated(ref, version, orders.snapshot(ref), orders.author(ref)));
        }
    }

    private void deny(Ask ask, OrderRef order, @Nullable Lease present, String reason) {
        String holder = present == null ? "" : present.holder().display();
        voice.to(ask.line(), new LeaseDenied(order.text(), holder, reason));
    }

    Outcome release(Ask ask, ReleaseLease request) {
        Resource resource = Resource.order(request.order());
        Lease present = keeper.of(resource);
        if (present == null || !keeper.holds(ask.holder(), resource)) {
            return Outcome.refused(Code.LEASE_NOT_HELD, "This terminal does not hold the order.");
        }
        Outcome saved = request.finalSnapshot() == null
                ? Outcome.done()
                : orders.saveLast(ask, request.order(), request.finalSnapshot());
        if (saved instanceof Outcome.Refused) {
            return saved;
        }
        keeper.drop(resource);
        boolean wrote = saved instanceof Outcome.Done done && done.entry() != null;
        // One operation, one entry that answers for it: the snapshot if there was one.
        Appended released = orders.leaseReleased(ask, request.order(), present, wrote ? null : ask.opId());
        return wrote ? saved : Outcome.wrote(released);
    }

    Outcome renew(Ask ask, RenewLease request) {
        Resource resource = Resource.order(request.order());
        Lease present = keeper.of(resource);
        if (present == null || !keeper.holds(ask.holder(), resource)) {
            voice.to(ask.line(), new LeaseRevoked(request.order().text(), NOT_HELD, null));
            return Outcome.refused(Code.LEASE_NOT_HELD, NOT_HELD + ".");
        }
        keeper.renew(present);
        return Outcome.done();
    }

    /** Renews all that a screen holds, for clients with one heartbeat for everything. */
    void renewAll(Ask ask) {
        keeper.live().stream()
                .filter(lease -> lease.holder().screen().equals(ask.holder().screen()))
                .forEach(keeper::renew);
    }

    /** Clears what nobody renewed in time. */
    void tick() {
        keeper.over().forEach(lease -> revoke(lease, EXPIRED));
    }

    /** Ends every lease, by an admin's hand. */
    void revokeAll(String reason) {
        keeper.all().forEach(lease -> revoke(lease, reason));
    }

    private void revoke(Lease lease, String reason) {
        String ref = lease.resource().key();
        keeper.drop(lease.resource());
        String snapshot = orders.known(ref) ? orders.snapshot(ref) : null;
        voice.to(lease.holder().screen(), new LeaseRevoked(ref, reason, snapshot));
    }
}
