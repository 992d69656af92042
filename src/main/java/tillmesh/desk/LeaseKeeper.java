package tillmesh.desk;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.journal.LeaseRow;
import tillmesh.journal.ShopRows;
import tillmesh.lease.Holder;
import tillmesh.lease.Lease;
import tillmesh.lease.LeaseBook;
import tillmesh.lease.LeaseRules;
import tillmesh.lease.Resource;
import tillmesh.lease.Token;
import tillmesh.loop.Loop;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;

/**
 * The leases of one kind, on the disk and in memory, in step: what a failed note changed in memory is put back. Heartbeats
 * change memory only, since after a restart every lease lives one full TTL again anyway. Loop thread only.
 */
final class LeaseKeeper {
    private final Loop loop;
    private final InstantSource wall;
    private final ShopRows rows;
    private final TokenMint mint;
    private final LeaseRules rules;
    private final Resource.Kind kind;
    private final LeaseBook book = new LeaseBook();

    LeaseKeeper(Loop loop, InstantSource wall, ShopRows rows, TokenMint mint, Kind kind) {
        this.loop = loop;
        this.wall = wall;
        this.rows = rows;
        this.mint = mint;
        this.rules = kind.rules();
        this.kind = kind.kind();
    }

    /** A kind of lease and its rules. */
    record Kind(Resource.Kind kind, LeaseRules rules) {}

    /** Takes over the leases of the life before: each lives a full TTL from now. Before the loop starts. */
    void restore() {
        for (LeaseRow row : rows.leases()) {
            Role role = Role.ofWire(row.role());
            if (row.kind().equals(kind.name()) && role != null) {
                Holder holder = new Holder(new ScreenId(row.screen()), row.uid(), role, row.name());
                Resource resource = new Resource(kind, row.key());
                long until = rules.renewed(loop.millis());
                book.put(resource, new Lease(resource, holder, Token.parse(row.token()), row.grantedAt(), until));
            }
        }
    }

    LeaseRules rules() {
        return rules;
    }

    @Nullable
    Lease of(Resource resource) {
        return book.of(resource);
    }

    boolean holds(Holder holder, Resource resource) {
        return LeaseRules.held(book.of(resource), holder, loop.millis());
    }

    List<Lease> all() {
        return book.all(kind);
    }

    /** Leases in force now. */
    List<Lease> live() {
        long now = loop.millis();
        return book.all(kind).stream().filter(lease -> !lease.over(now)).toList();
    }

    List<Lease> over() {
        return book.over(kind, loop.millis());
    }

    /** A new lease under a new token. */
    Lease grant(Resource resource, Holder holder) {
        long now = wall.millis();
        Lease lease = new Lease(resource, holder, mint.next(), now, rules.renewed(loop.millis()));
        rows.putLease(new LeaseRow(
                kind.name(),
                resource.key(),
                holder.screen().name(),
                holder.uid(),
                holder.role().wire(),
                holder.name(),
                lease.token().hex(),
                now));
        remember(resource, lease);
        return lease;
    }

    /** The same lease, a full TTL from now. */
    Lease renew(Lease lease) {
        Lease renewed = lease.until(rules.renewed(loop.millis()));
        remember(lease.resource(), renewed);
        return renewed;
    }

    void drop(Resource resource) {
        rows.dropLease(kind.name(), resource.key());
        remember(resource, null);
    }

    /** The holder's line closed: the grace begins for everything it holds. @return whether it held anything */
    boolean disconnected(ScreenId screen) {
        List<Lease> held = book.of(screen);
        held.forEach(lease -> remember(lease.resource(), rules.disconnected(lease, loop.millis())));
        return !held.isEmpty();
    }

    /** Wall clock at which the lease ends, for display only. */
    long expiresAtMillis(Lease lease) {
        return wall.millis() + Math.max(0, lease.untilMillis() - loop.millis());
    }

    private void remember(Resource resource, @Nullable Lease lease) {
        Lease before = book.put(resource, lease);
        loop.undo(() -> book.put(resource, before));
    }
}
