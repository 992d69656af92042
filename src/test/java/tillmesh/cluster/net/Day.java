package tillmesh.cluster.net;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tillmesh.chaos.rig.Words;
import tillmesh.cluster.net.Cashier.Answer;
import tillmesh.cluster.net.Ledger.Hold;
import tillmesh.cluster.net.TillLine.Heard;
import tillmesh.sim.Dice;

/**
 * What one till does all day: orders of its own from the first line to the money, and orders that it saw on its screen and
 * that others may want too. One thread.
 */
final class Day {
    private static final int SHARED_MAX = 4;
    private static final int LONG_REST_MILLIS = 2_500;

    private final Cashier till;
    private final Ledger ledger;
    private final Dice dice;
    private int orders;

    Day(Cashier till, Ledger ledger, Dice dice) {
        this.till = till;
        this.ledger = ledger;
        this.dice = dice;
    }

    /** A firm lease, as far as it is certain. */
    private record Sure(long fromNanos, long untilNanos) {}

    /** Serves one customer. */
    void serve() {
        List<String> shared = till.shelf().shared();
        if (!shared.isEmpty() && dice.oneIn(3)) {
            String order = dice.oneOf(shared);
            if (dice.oneIn(15)) {
                payWithoutLease(order);
            } else {
                edit(order, dice.oneIn(4));
            }
        } else {
            boolean forAll = shared.size() < SHARED_MAX && dice.oneIn(8);
            String order = (forAll ? Shelf.SHARED : "own/") + till.device() + "/" + ++orders;
            edit(order, !forAll);
        }
        till.rest(dice.between(10, 250));
    }

    // Money comes first: whoever has it need not ask. On two sides of a cut this makes two versions of one order.
    private void payWithoutLease(String order) {
        if (till.finish(order, dice).ok()) {
            till.shelf().saw(order, 0, true);
        }
    }

    private void edit(String order, boolean pay) {
        Answer asked = till.acquire(order, till.shelf().version(order));
        if (!asked.ok() || asked.granted() == null) {
            ledger.refused("no lease: " + Words.text(asked.ack(), "code"));
            till.rest(dice.between(50, 400));
            return;
        }
        till.shelf().gotLease(order);
        Sure sure = sure(order, asked, null);
        long version = Words.number(String.valueOf(asked.granted().text()), "version");
        int pause = dice.oneIn(12) ? LONG_REST_MILLIS : 120;
        boolean held = true;
        for (int left = dice.between(1, 6); left > 0 && held; left--) {
            Answer saved = till.save(order, version, pay && left == 1, dice);
            held = saved.ok() && till.shelf().keptLease(order);
            version = saved.ok() ? saved.version() : version;
            till.shelf().saw(order, version, pay && left == 1 && saved.ok());
            till.rest(dice.between(0, pause));
            Answer again = held ? till.acquire(order, version) : saved;
            held = held && again.ok() && again.granted() != null && till.shelf().keptLease(order);
            sure = held ? sure(order, again, sure) : end(order, sure);
        }
        end(order, sure);
        if (held) {
            till.release(order);
        }
    }

    /** What a grant adds to what is certain. A provisional one promises nothing, and ends what was firm before. */
    private @Nullable Sure sure(String order, Answer answer, @Nullable Sure before) {
        Heard granted = Objects.requireNonNull(answer.granted());
        if (String.valueOf(granted.text()).contains("\"provisional\":true")) {
            ledger.heldProvisionally();
            return end(order, before);
        }
        return before == null
                ? new Sure(granted.nanos(), granted.nanos())
                : new Sure(before.fromNanos(), answer.sentNanos());
    }

    private @Nullable Sure end(String order, @Nullable Sure sure) {
        if (sure != null) {
            ledger.held(new Hold(order, till.device(), till.lane(), sure.fromNanos(), sure.untilNanos()));
        }
        return null;
    }
}
