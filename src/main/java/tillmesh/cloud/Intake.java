package tillmesh.cloud;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Fault;
import tillmesh.journal.Journal;
import tillmesh.lease.Holder;
import tillmesh.lease.Resource;
import tillmesh.lease.Standing;
import tillmesh.loop.Loop;
import tillmesh.loop.Note;
import tillmesh.peer.LeaseRegister;
import tillmesh.shop.LaneId;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;

/**
 * Brings into the shop what a cloud gives out. One lane does it for all, by a firm lease, so that nothing comes in twice; where to go
 * on is written with what came, and read by whichever lane is next. Made before the loop starts; everything else on it.
 */
public final class Intake {
    /** With nothing new it looks so often. */
    static final long LOOK_MILLIS = 5_000;
    /** Failures in a row after which another lane may try. */
    static final int FAILURES_MOST = 6;

    private static final Duration TICK = Duration.ofMillis(500);
    private static final long AGAIN_MILLIS = 10_000;
    private static final long COURTESY_MILLIS = 60_000;
    private static final long PAUSE_MOST_MILLIS = 60_000;
    private static final long ANSWER_MOST_MILLIS = 60_000;

    private final Loop loop;
    private final Journal journal;
    private final Source source;
    private final Guests guests;
    private final Holder holder;
    private @Nullable LeaseRegister register;
    private @Nullable Object under;
    private long underSince;
    private long nextAt;
    private long askAt;
    private int failures;

    /** Where guests are shown in. Loop thread, within a note. */
    public interface Guests {
        /** Keeps what came, each once, and where to go on; tells the screens. @param cursor empty when it is the old one */
        void came(String cloud, List<Foreign> events, String cursor);

        /** Nothing comes, and why; told once for each reason. Empty when something comes again. After the commit. */
        void silent(String cloud, String why);
    }

    private String why = "";

    /** @param source of what comes @param guests who is told @param own this lane */
    public Intake(Loop loop, Journal journal, Source source, Guests guests, LaneId own) {
        this.loop = loop;
        this.journal = journal;
        this.source = source;
        this.guests = guests;
        this.holder = new Holder(new ScreenId("lane " + own), 0, Role.CASHIER, "");
    }

    /** Shares it with the other lanes. Once, before {@link #begin}. */
    public void sharing(LeaseRegister shop) {
        register = shop;
    }

    /** Begins. Any thread, once, after the loop has started. */
    public void begin() {
        loop.every(TICK, this::tick);
    }

    private void tick() {
        long now = loop.millis();
        if (under != null && now - underSince > ANSWER_MOST_MILLIS) {
            loop.effect(() -> failed(new Source.Nothing(null, "it does not answer")));
        }
        if (mine(now) && under == null && now >= nextAt) {
            String cursor = journal.pulled().cursor(source.name());
            loop.effect(() -> fetch(cursor));
        }
    }

    private boolean mine(long now) {
        LeaseRegister shop = register;
        if (shop == null) {
            return true;
        }
        Resource intake = Resource.forward("intake of " + source.name());
        boolean held = shop.clerk().claim(intake) != null;
        if (held && failures >= FAILURES_MOST && under == null) {
            failures = 0;
            askAt = now + COURTESY_MILLIS;
            shop.release(intake);
            return false;
        }
        if (!held && now >= askAt) {
            askAt = now + AGAIN_MILLIS;
            shop.ask(intake, holder, false, verdict -> {});
        }
        return shop.clerk().valid(intake, holder) == Standing.FIRM;
    }

    private void fetch(String cursor) {
        Object fresh = new Object();
        under = fresh;
        underSince = loop.millis();
        source.fetch(cursor, fetched -> loop.must(new Landing(fresh, cursor, fetched)));
    }

    /** An answer, on the loop. If the disk does not take it, the same is fetched again. */
    private final class Landing implements Note {
        private final Object of;
        private final String cursor;
        private final Source.Fetched fetched;

        Landing(Object of, String cursor, Source.Fetched fetched) {
            this.of = of;
            this.cursor = cursor;
            this.fetched = fetched;
        }

        @Override
        public void run() {
            // Another lane may have the lease by now, and may have gone on already.
            if (under != of || !mine(loop.millis())) {
                loop.effect(this::over);
                return;
            }
            if (fetched instanceof Source.Page page) {
                boolean further = !page.cursor().isEmpty() && !page.cursor().equals(cursor);
                if (further || !page.events().isEmpty()) {
                    guests.came(source.name(), page.events(), further ? page.cursor() : "");
                }
                loop.effect(() -> came(page, further));
            } else if (fetched instanceof Source.Nothing nothing) {
                loop.effect(() -> Intake.this.failed(nothing));
            }
        }

        private void over() {
            if (under == of) {
                under = null;
            }
        }

        @Override
        public void failed(Fault disk) {
            over();
            nextAt = loop.millis() + LOOK_MILLIS;
        }
    }

    private void came(Source.Page page, boolean further) {
        under = null;
        failures = 0;
        nextAt = loop.millis() + (page.more() && further ? 0 : LOOK_MILLIS);
        if (!why.isEmpty()) {
            why = "";
            guests.silent(source.name(), "");
        }
    }

    private void failed(Source.Nothing nothing) {
        under = null;
        failures++;
        long pause = Math.min(PAUSE_MOST_MILLIS, LOOK_MILLIS << Math.min(failures - 1, 6));
        Duration asked = nothing.retryAfter();
        nextAt =
                loop.millis() + Math.max(pause, asked == null ? 0 : Math.min(asked.toMillis(), 10 * PAUSE_MOST_MILLIS));
        if (!nothing.why().equals(why)) {
            why = nothing.why();
            guests.silent(source.name(), why);
        }
    }
}
