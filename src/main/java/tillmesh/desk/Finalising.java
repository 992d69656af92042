package tillmesh.desk;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.fault.Fault;
import tillmesh.lease.Holder;
import tillmesh.lease.Resource;
import tillmesh.lease.Verdict;
import tillmesh.loop.Loop;
import tillmesh.loop.Note;
import tillmesh.peer.LeaseRegister;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Notice.OrderFinalizeError;
import tillmesh.protocol.Notice.OrderFinalized;
import tillmesh.protocol.Request.FinalizeOrder;
import tillmesh.shop.Booking;
import tillmesh.shop.Booking.Booked;
import tillmesh.shop.Booking.NotBooked;
import tillmesh.shop.OrderRef;
import tillmesh.shop.ScreenId;

/**
 * Has paid orders booked in the back office while the till waits. The sale is kept first, whatever becomes of that. One call
 * for an order is under way in the whole shop, as far as lanes hear of each other; who asks meanwhile hears what comes of it.
 * Loop thread only.
 */
final class Finalising {
    /** A till asks by its own way after about this. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String KEPT = " The sale is kept on this lane.";

    private final Loop loop;
    private final Orders orders;
    private final Voice voice;
    private final Holder lane;
    private final @Nullable Bookkeeper office;
    private final Map<OrderRef, Call> calls = new HashMap<>();
    private @Nullable LeaseRegister shop;

    /** @param lane under which name this lane asks the others @param office null when there is none */
    Finalising(Loop loop, Orders orders, Voice voice, Holder lane, @Nullable Bookkeeper office) {
        this.loop = loop;
        this.orders = orders;
        this.voice = voice;
        this.lane = lane;
        this.office = office;
    }

    /** An order that is being booked, here or on another lane. Compared by identity. */
    private static final class Call {
        final OrderRef order;
        final long configId;
        final Set<ScreenId> waiting = new HashSet<>();
        boolean here;

        Call(OrderRef order, long configId) {
            this.order = order;
            this.configId = configId;
        }
    }

    /** From here on lanes share who may call. */
    void join(LeaseRegister register) {
        shop = register;
    }

    /** The money is taken, and is to be booked now. */
    Outcome ask(Ask ask, FinalizeOrder request) {
        Outcome outcome = orders.keepPaid(ask, request);
        follow(ask, request);
        return outcome;
    }

    /** Has it booked unless it is; also what was kept before, when a till asks for it again. */
    void follow(Ask ask, FinalizeOrder request) {
        Optional<Booked> booked = orders.booked(request.order());
        Bookkeeper there = office;
        if (booked.isPresent()) {
            voice.to(ask.line(), told(request.order(), booked.get()));
        } else if (there == null) {
            voice.to(
                    ask.line(),
                    error(
                            request.order(),
                            new NotBooked("No back office is connected to this lane; try again later.", true)));
        } else {
            ScreenId screen = ask.holder().screen();
            loop.effect(() -> wait(request, screen, there));
        }
    }

    private void wait(FinalizeOrder request, ScreenId screen, Bookkeeper there) {
        Call under = calls.get(request.order());
        Call call = under == null ? new Call(request.order(), request.configId()) : under;
        call.waiting.add(screen);
        loop.after(PATIENCE, () -> loop.effect(() -> impatient(call, screen)));
        if (under == null) {
            calls.put(request.order(), call);
            loop.must(new Step(call, () -> begin(call, there)));
        }
    }

    /** A step of a call. If the disk does not take it, the till is told and may ask again. */
    private final class Step implements Note {
        private final Call call;
        private final Note step;

        Step(Call call, Note step) {
            this.call = call;
            this.step = step;
        }

        @Override
        public void run() {
            step.run();
        }

        @Override
        public void failed(Fault why) {
            loop.must(() -> over(call, new NotBooked(why.sentence(), true)));
        }
    }

    // Without the others' word it is booked all the same: that does no harm, and money is waiting.
    private void begin(Call call, Bookkeeper there) {
        Optional<Booked> booked = orders.booked(call.order);
        LeaseRegister register = shop;
        if (booked.isPresent()) {
            over(call, booked.get());
        } else if (register == null) {
            book(call, there);
        } else {
            register.ask(Resource.finalise(call.order), lane, false, verdict -> {
                if (!(verdict instanceof Verdict.Held)) {
                    book(call, there);
                }
                // Else another lane is at it, and what it writes arrives here.
            });
        }
    }

    private void book(Call call, Bookkeeper there) {
        Entry paid = orders.newest(call.order);
        loop.effect(() -> {
            if (calls.get(call.order) == call) {
                call.here = true;
                there.book(paid, call.configId, booking -> loop.must(new Step(call, () -> land(call, paid, booking))));
            } else {
                loop.must(() -> giveBack(call));
            }
        });
    }

    private void land(Call call, Entry paid, Booking booking) {
        if (booking instanceof Booked booked) {
            orders.finalised(call.order, paid, booked);
        }
        giveBack(call);
        over(call, booking);
    }

    private void giveBack(Call call) {
        if (shop != null) {
            shop.release(Resource.finalise(call.order));
        }
    }

    /** Something happened to an order on another lane; perhaps it was booked there. Within a note. */
    void heard(OrderRef order) {
        Call call = calls.get(order);
        if (call != null) {
            orders.booked(order).ifPresent(booked -> over(call, booked));
        }
    }

    private void over(Call call, Booking booking) {
        Notice notice =
                booking instanceof Booked booked ? told(call.order, booked) : error(call.order, (NotBooked) booking);
        loop.effect(() -> {
            if (calls.remove(call.order, call)) {
                call.waiting.forEach(screen -> voice.now(screen, notice));
            }
        });
    }

    // A call of this lane goes on: what comes of it is written, and told to whoever asks after this.
    private void impatient(Call call, ScreenId screen) {
        if (calls.get(call.order) == call && call.waiting.remove(screen)) {
            voice.now(screen, error(call.order, new NotBooked("The back office takes too long.", true)));
            if (!call.here && call.waiting.isEmpty()) {
                calls.remove(call.order, call);
            }
        }
    }

    private static Notice told(OrderRef order, Booked booked) {
        return new OrderFinalized(order.text(), booked.orderId(), booked.lineIdMap(), booked.fiscal());
    }

    private static Notice error(OrderRef order, NotBooked not) {
        return new OrderFinalizeError(order.text(), not.why() + KEPT, not.retryable());
    }
}
