package tillmesh.desk;

import tillmesh.desk.Grants.Decision;
import tillmesh.desk.Grants.Denied;
import tillmesh.desk.Grants.Given;
import tillmesh.desk.Grants.Wish;
import tillmesh.fault.Refusal.Code;
import tillmesh.journal.Journal.Appended;
import tillmesh.lease.Lease;
import tillmesh.lease.LeaseRules;
import tillmesh.lease.Resource;
import tillmesh.lease.Token;
import tillmesh.loop.Loop;
import tillmesh.protocol.Notice.LeaseDenied;
import tillmesh.protocol.Notice.LeaseGranted;
import tillmesh.protocol.Notice.LeaseRevoked;
import tillmesh.protocol.Notice.OrderUpdated;
import tillmesh.protocol.Request.AskLease;
import tillmesh.protocol.Request.ReleaseLease;
import tillmesh.protocol.Request.RenewLease;

/** Who may write an order: one screen at a time. Loop thread only. */
final class Leases {
    static final String EXPIRED = "Lease expired";
    private static final String NOT_HELD = "Lease not held";
    private static final String HELD = "Order is being edited on another terminal";

    private final Loop loop;
    private final Grants grants;
    private final LeaseKeeper keeper;
    private final Orders orders;
    private final Voice voice;

    Leases(Loop loop, Grants grants, LeaseKeeper keeper, Orders orders, Voice voice) {
        this.loop = loop;
        this.grants = grants;
        this.keeper = keeper;
        grants.onLost(this::revoked);
        this.orders = orders;
        this.voice = voice;
    }

    Outcome ask(Ask ask, AskLease request) {
        boolean fresh = !orders.known(request.order().text());
        Wish wish = new Wish(Resource.order(request.order()), ask.holder(), request.force(), fresh);
        Decision decision = grants.ask(wish, late -> ask.later().decided(now -> decided(now, request, late)));
        return decision == null ? Outcome.open() : decided(ask, request, decision);
    }

    private Outcome decided(Ask ask, AskLease request, Decision decision) {
        if (decision instanceof Denied denied) {
            String reason = reason(denied);
            voice.to(ask.line(), new LeaseDenied(request.order().text(), denied.holder(), reason));
            return Outcome.refused(denied.code(), reason + ".");
        }
        Given given = (Given) decision;
        Lease before = given.before();
        if (before != null) {
            boolean over = before.over(loop.millis());
            revoked(before, over ? EXPIRED : "Taken over by " + ask.holder().display());
        }
        granted(ask, request, given.lease());
        return Outcome.doneOnce();
    }

    private static String reason(Denied denied) {
        return switch (denied.code()) {
            case NOT_ALLOWED -> "Only a manager may take over an order";
            case CUT_OFF -> "The other lanes do not answer; try again, or take the payment";
            default -> HELD;
        };
    }

    /** The answer to a request that was granted before under the same name: what is true now, without granting again. */
    void answerAgain(Ask ask, AskLease request) {
        Lease present = keeper.of(Resource.order(request.order()));
        if (present != null && keeper.holds(ask.holder(), present.resource())) {
            granted(ask, request, present);
        } else {
            String holder = present == null ? "" : present.holder().display();
            String reason = "This request was granted before; the lease has ended since";
            voice.to(ask.line(), new LeaseDenied(request.order().text(), holder, reason));
        }
    }

    private void granted(Ask ask, AskLease request, Lease lease) {
        String ref = request.order().text();
        long version = orders.version(request.order());
        voice.to(ask.line(), new LeaseGranted(ref, version, keeper.expiresAtMillis(lease), keeper.provisional(lease)));
        if (request.baseVersion() < version) {
            voice.to(ask.line(), new OrderUpdated(ref, version, orders.snapshot(ref), orders.author(ref)));
        }
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
        Token token = keeper.token(present);
        keeper.drop(resource);
        boolean wrote = saved instanceof Outcome.Done done && done.entry() != null;
        // One operation, one entry that answers for it: the snapshot if there was one.
        Appended released = orders.leaseReleased(ask, request.order(), token, wrote ? null : ask.opId());
        return wrote ? saved : Outcome.wrote(released);
    }

    Outcome renew(Ask ask, RenewLease request) {
        Resource resource = Resource.order(request.order());
        Lease present = keeper.of(resource);
        // What the shop has not confirmed yet is renewed all the same: the shop is asked again and again.
        if (present != null && LeaseRules.held(present, ask.holder(), loop.millis())) {
            keeper.renew(present);
        } else if (!grants.asks(ask.holder(), resource)) {
            voice.to(ask.line(), new LeaseRevoked(request.order().text(), NOT_HELD, null));
            return Outcome.refused(Code.LEASE_NOT_HELD, NOT_HELD + ".");
        }
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

    /** Ends one lease, by an admin's hand. @return whether there was one */
    boolean revoke(Resource order, String reason) {
        Lease present = keeper.of(order);
        if (present != null) {
            revoke(present, reason);
        }
        return present != null;
    }

    private void revoke(Lease lease, String reason) {
        keeper.drop(lease.resource());
        revoked(lease, reason);
    }

    private void revoked(Lease lease, String reason) {
        String ref = lease.resource().key();
        String snapshot = orders.known(ref) ? orders.snapshot(ref) : null;
        voice.to(lease.holder().screen(), new LeaseRevoked(ref, reason, snapshot));
    }
}
