package tillmesh.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Refusal.Code;
import tillmesh.lease.Claim;
import tillmesh.lease.Holder;
import tillmesh.lease.Lease;
import tillmesh.lease.Resource;
import tillmesh.lease.Verdict;
import tillmesh.loop.Loop;
import tillmesh.peer.LeaseRegister;

/**
 * How a screen of this lane comes to have what all lanes share. Its own lane judges first; then the lane that grants is
 * asked. Selling does not wait for it: what nobody is known to have is begun after a moment without an answer, marked as
 * provisional, and registered as soon as somebody listens. Loop thread only.
 */
final class Grants {
    /** So long a new order waits for the shop's word: nobody else knows of it. */
    static final Duration NEW_WAITS = Duration.ofMillis(300);
    /** And so long what others may know of. A lane that was killed is replaced sooner, one that is frozen is not. */
    static final Duration KNOWN_WAITS = Duration.ofMillis(1_500);

    /** What the shop does not know of is asked for again, so many in one round. */
    private static final int REGISTER_MAX = 50;

    private final Loop loop;
    private final Roll roll;
    private final LeaseKeeper keeper;
    private final Map<Resource, Asking> asking = new HashMap<>();
    private BiConsumer<Lease, String> onLost = (lease, why) -> {};
    private @Nullable LeaseRegister shop;
    private boolean beginKnown;

    Grants(Loop loop, Roll roll, LeaseKeeper keeper) {
        this.loop = loop;
        this.roll = roll;
        this.keeper = keeper;
    }

    /**
     * What a screen wants.
     *
     * @param force whether it takes it from somebody else
     * @param fresh whether nobody else can know of it yet
     */
    record Wish(Resource resource, Holder holder, boolean force, boolean fresh) {}

    /** What became of a wish. */
    sealed interface Decision {}

    /** @param before what another screen of this lane had of it until now, or null */
    record Given(Lease lease, @Nullable Lease before) implements Decision {}

    /** @param holder who has it, for people; empty when nobody is known to */
    record Denied(Code code, String holder) implements Decision {}

    /** A wish that the shop decides. */
    private static final class Asking {
        final Wish wish;
        final List<Consumer<Decision>> waiting = new ArrayList<>();
        boolean told;

        Asking(Wish wish) {
            this.wish = wish;
        }
    }

    /** From here on the shop decides. @param beginKnown whether a screen may go on without its word */
    void join(LeaseRegister register, boolean beginKnown) {
        shop = register;
        this.beginKnown = beginKnown;
    }

    /** Who is told, once, when a screen of this lane has lost something; it is dropped by then. */
    void onLost(BiConsumer<Lease, String> lost) {
        onLost = lost;
    }

    /** @return what was decided at once; null when it takes longer, and then {@code later} hears it in another note */
    @Nullable
    Decision ask(Wish wish, Consumer<Decision> later) {
        Lease present = keeper.of(wish.resource());
        switch (keeper.rules().ask(present, wish.holder(), wish.force(), loop.millis())) {
            case HELD:
                return denied(Code.LEASE_HELD, present);
            case FORCE_NOT_ALLOWED:
                return denied(Code.NOT_ALLOWED, present);
            case RENEWED:
                if (keeper.holds(wish.holder(), wish.resource())) {
                    return new Given(keeper.renew(java.util.Objects.requireNonNull(present)), null);
                }
                break;
            default:
                break;
        }
        LeaseRegister register = shop;
        if (register == null) {
            return new Given(keeper.grant(wish.resource(), wish.holder()), others(present, wish.holder()));
        }
        Asking other = asking.get(wish.resource());
        if (other == null) {
            return askShop(register, wish, later);
        }
        if (!other.wish.holder().screen().equals(wish.holder().screen())) {
            return new Denied(Code.LEASE_HELD, other.wish.holder().display());
        }
        if (other.told) {
            // What was begun has ended since. The shop's word is still to come, and is for the new wish then.
            other.waiting.clear();
            other.told = false;
            loop.undo(() -> other.told = true);
            beginLater(other);
        }
        other.waiting.add(later);
        return null;
    }

    private static Denied denied(Code code, @Nullable Lease present) {
        return new Denied(code, present == null ? "" : present.holder().display());
    }

    private static @Nullable Lease others(@Nullable Lease present, Holder holder) {
        return present == null || present.holder().screen().equals(holder.screen()) ? null : present;
    }

    private @Nullable Decision askShop(LeaseRegister register, Wish wish, Consumer<Decision> later) {
        Asking mine = new Asking(wish);
        put(wish.resource(), mine);
        Decision[] atOnce = new Decision[1];
        mine.waiting.add(decision -> atOnce[0] = decision);
        askRegister(register, mine);
        if (atOnce[0] == null) {
            mine.waiting.set(0, later);
            beginLater(mine);
        }
        return atOnce[0];
    }

    private void beginLater(Asking mine) {
        Duration patience = mine.wish.fresh() ? NEW_WAITS : KNOWN_WAITS;
        loop.effect(() -> loop.after(patience, () -> begin(mine)));
    }

    private void askRegister(LeaseRegister register, Asking mine) {
        Wish wish = mine.wish;
        // The role is judged here, where its screen signed in, and again by whoever grants.
        boolean force = wish.force() && wish.holder().role().mayForce();
        register.ask(wish.resource(), wish.holder(), force, verdict -> decided(mine, verdict));
    }

    private void put(Resource resource, @Nullable Asking mine) {
        Asking before = mine == null ? asking.remove(resource) : asking.put(resource, mine);
        loop.undo(() -> {
            if (before == null) {
                asking.remove(resource);
            } else {
                asking.put(resource, before);
            }
        });
    }

    // Nobody has answered: what nobody is known to have is begun.
    private void begin(Asking mine) {
        Wish wish = mine.wish;
        if (asking.get(wish.resource()) == mine && !mine.told && mayBegin(wish)) {
            told(mine, new Given(keeper.begin(wish.resource(), wish.holder()), null));
        }
    }

    private boolean mayBegin(Wish wish) {
        boolean free = keeper.of(wish.resource()) == null && elsewhere(wish.resource()) == null;
        return free && (wish.fresh() || beginKnown);
    }

    /** What screens of other lanes have of this kind. */
    List<Claim> elsewhere() {
        return shop == null ? List.of() : shop.elsewhere(keeper.kind());
    }

    private @Nullable Claim elsewhere(Resource resource) {
        return shop == null ? null : shop.elsewhere(resource);
    }

    private void told(Asking mine, Decision decision) {
        mine.told = true;
        loop.undo(() -> mine.told = false);
        if (decision instanceof Given given
                && roll.of(given.lease().holder().screen()).isEmpty()) {
            // It hung up while it waited.
            keeper.disconnected(given.lease().holder().screen());
        }
        List.copyOf(mine.waiting).forEach(waiting -> waiting.accept(decision));
    }

    private void decided(Asking mine, Verdict verdict) {
        put(mine.wish.resource(), null);
        if (mine.told) {
            confirmed(mine.wish, verdict);
        } else if (verdict instanceof Verdict.Granted granted) {
            Lease present = keeper.of(mine.wish.resource());
            Lease lease = keeper.granted(granted.claim(), mine.wish.holder());
            told(mine, new Given(lease, others(present, mine.wish.holder())));
        } else {
            told(mine, refused(mine.wish, verdict));
        }
    }

    private Decision refused(Wish wish, Verdict verdict) {
        if (verdict instanceof Verdict.Held held) {
            return new Denied(wish.force() ? Code.NOT_ALLOWED : Code.LEASE_HELD, held.by());
        }
        if (verdict instanceof Verdict.NotAllowed notAllowed) {
            return new Denied(Code.NOT_ALLOWED, notAllowed.by());
        }
        if (wish.fresh() && mayBegin(wish)) {
            return new Given(keeper.begin(wish.resource(), wish.holder()), null);
        }
        Claim claim = elsewhere(wish.resource());
        return new Denied(Code.CUT_OFF, claim == null ? "" : claim.display());
    }

    // The shop's word about what a screen has been working under already.
    private void confirmed(Wish wish, Verdict verdict) {
        Lease present = keeper.of(wish.resource());
        boolean still = present != null
                && present.holder().screen().equals(wish.holder().screen());
        if (verdict instanceof Verdict.Granted granted) {
            if (still) {
                keeper.confirm(java.util.Objects.requireNonNull(present), granted.claim());
            } else {
                java.util.Objects.requireNonNull(shop).release(wish.resource());
            }
        } else if (still && verdict instanceof Verdict.Held held) {
            lose(java.util.Objects.requireNonNull(present), held.by());
        }
    }

    /** The shop has given to somebody else what a screen of this lane had. @param by to whom, for people; empty when to nobody */
    void revoked(Claim claim, String by) {
        Lease present = keeper.of(claim.resource());
        if (present != null && claim.by(present.holder())) {
            lose(present, by);
        }
    }

    private void lose(Lease lease, String by) {
        keeper.lose(lease.resource());
        onLost.accept(lease, by.isEmpty() ? "The other lanes have not heard of this lease" : "Taken over by " + by);
    }

    /** Whether a screen's wish is being decided. */
    boolean asks(Holder holder, Resource resource) {
        Asking mine = asking.get(resource);
        return mine != null && mine.wish.holder().screen().equals(holder.screen());
    }

    /** A screen has signed in here: what it has on another lane moves with it. */
    void follow(Holder holder) {
        LeaseRegister register = shop;
        if (register != null) {
            elsewhere().stream()
                    .filter(claim -> claim.by(holder) && !asking.containsKey(claim.resource()))
                    .forEach(claim ->
                            askShop(register, new Wish(claim.resource(), holder, false, false), decision -> {}));
        }
    }

    /** Asks for what the shop does not know of: begun alone, or restored from a disk after everybody was gone. */
    void tick() {
        LeaseRegister register = shop;
        if (register != null) {
            keeper.live().stream()
                    .filter(lease -> !keeper.registered(lease) && !asking.containsKey(lease.resource()))
                    .limit(REGISTER_MAX)
                    .forEach(lease -> register(register, lease));
        }
    }

    private void register(LeaseRegister register, Lease lease) {
        Asking mine = new Asking(new Wish(lease.resource(), lease.holder(), false, false));
        mine.told = true;
        put(lease.resource(), mine);
        askRegister(register, mine);
    }
}
