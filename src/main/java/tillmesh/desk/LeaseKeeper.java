package tillmesh.desk;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.journal.LeaseRow;
import tillmesh.journal.ShopRows;
import tillmesh.lease.Claim;
import tillmesh.lease.Holder;
import tillmesh.lease.Lease;
import tillmesh.lease.LeaseBook;
import tillmesh.lease.LeaseRules;
import tillmesh.lease.Resource;
import tillmesh.lease.Standing;
import tillmesh.lease.Token;
import tillmesh.loop.Loop;
import tillmesh.peer.LeaseRegister;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;

/**
 * The leases that screens of this lane have, of one kind, on the disk and in memory, in step: what a failed note changed in
 * memory is put back. Heartbeats change memory only, since after a restart every lease lives one full TTL again anyway. In
 * a shop of several lanes a lease is worth something only together with the claim that the shop's register has of it.
 * Loop thread only.
 */
final class LeaseKeeper {
    private final Loop loop;
    private final InstantSource wall;
    private final ShopRows rows;
    private final TokenMint mint;
    private final LeaseRules rules;
    private final Resource.Kind kind;
    private final LeaseBook book = new LeaseBook();
    private @Nullable LeaseRegister shop;

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

    /** From here on all lanes share what is granted. */
    void join(LeaseRegister register) {
        shop = register;
    }

    Resource.Kind kind() {
        return kind;
    }

    LeaseRules rules() {
        return rules;
    }

    @Nullable
    Lease of(Resource resource) {
        return book.of(resource);
    }

    boolean holds(Holder holder, Resource resource) {
        Lease lease = book.of(resource);
        return LeaseRules.held(lease, holder, loop.millis())
                && (shop == null || begunHere(lease) || shop.clerk().valid(resource, holder) != null);
    }

    /** Whether the shop knows of a lease. Without a shop there is nobody else to know. */
    boolean registered(Lease lease) {
        Claim claim = shop == null ? null : shop.clerk().claim(lease.resource());
        return shop == null || (claim != null && claim.by(lease.holder()));
    }

    /** Whether somebody in another part of the shop may have the same. */
    boolean provisional(Lease lease) {
        return shop != null && shop.clerk().valid(lease.resource(), lease.holder()) != Standing.FIRM;
    }

    /** Under which token its holder writes now; null when the shop has given none. */
    @Nullable
    Token token(Lease lease) {
        Claim claim = shop == null ? null : shop.clerk().claim(lease.resource());
        if (shop == null) {
            return lease.token();
        }
        return claim != null && claim.by(lease.holder()) ? claim.token() : null;
    }

    private static boolean begunHere(@Nullable Lease lease) {
        return lease != null && lease.token().equals(Token.NONE);
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

    /** A new lease under a new token, where no other lane has to be asked. */
    Lease grant(Resource resource, Holder holder) {
        return put(new Lease(resource, holder, mint.next(), wall.millis(), rules.renewed(loop.millis())));
    }

    /** A new lease that the shop has granted. */
    Lease granted(Claim claim, Holder holder) {
        return put(new Lease(claim.resource(), holder, claim.token(), wall.millis(), rules.renewed(loop.millis())));
    }

    /** A new lease that the shop has not heard of yet: under no token, so that whoever has one counts before it. */
    Lease begin(Resource resource, Holder holder) {
        return put(new Lease(resource, holder, Token.NONE, wall.millis(), rules.renewed(loop.millis())));
    }

    /** The shop has granted what was begun or had before: the same lease with the same end. */
    void confirm(Lease lease, Claim claim) {
        put(new Lease(lease.resource(), lease.holder(), claim.token(), lease.grantedAtMillis(), lease.untilMillis()));
    }

    private Lease put(Lease lease) {
        Holder holder = lease.holder();
        rows.putLease(new LeaseRow(
                kind.name(),
                lease.resource().key(),
                holder.screen().name(),
                holder.uid(),
                holder.role().wire(),
                holder.name(),
                lease.token().hex(),
                lease.grantedAtMillis()));
        remember(lease.resource(), lease);
        return lease;
    }

    /** The same lease, a full TTL from now. */
    Lease renew(Lease lease) {
        Lease renewed = lease.until(rules.renewed(loop.millis()));
        remember(lease.resource(), renewed);
        return renewed;
    }

    /** Nobody here has it any more, and the shop may give it to others. */
    void drop(Resource resource) {
        lose(resource);
        if (shop != null) {
            shop.release(resource);
        }
    }

    /** Nobody here has it any more: the shop has given it to others. */
    void lose(Resource resource) {
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

    /** Wall clock at which a lease would end that is renewed now, for display only. */
    long expiresNextMillis() {
        return wall.millis() + rules.ttl().toMillis();
    }

    private void remember(Resource resource, @Nullable Lease lease) {
        Lease before = book.put(resource, lease);
        loop.undo(() -> book.put(resource, before));
    }
}
