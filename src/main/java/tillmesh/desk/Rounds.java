package tillmesh.desk;

import java.time.Duration;
import tillmesh.fault.Fault;
import tillmesh.journal.Journal;
import tillmesh.journal.Pruner;
import tillmesh.loop.Loop;
import tillmesh.loop.Note;

/** What is done again and again: expired leases, news for watchers, the state of the sync, tidying the disk. */
public final class Rounds {
    private static final Duration LOCKS_AT_LEAST = Duration.ofSeconds(15);
    private static final Duration SYNC_STATUS = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    /** A device's operations are remembered so long; twice the promised day, for wall clocks that jump. */
    private static final Duration OPS_KEPT = Duration.ofDays(2);

    /** So many seconds pass before old entries are looked for again, when there were none. */
    private static final int PRUNE_REST_SECONDS = 60;

    private final Surroundings around;
    private final Desk desk;
    private final Journal journal;
    private boolean quiet;
    private int pruneIn;

    /** @param desk whose rounds these are @param journal the disk to tidy */
    public Rounds(Surroundings around, Desk desk, Journal journal) {
        this.around = around;
        this.desk = desk;
        this.journal = journal;
    }

    /** Begins the rounds. Any thread. @param rules how often */
    public void begin(DeskRules rules) {
        Rooms rooms = desk.rooms();
        Duration locks = rules.tick().compareTo(LOCKS_AT_LEAST) < 0 ? rules.tick() : LOCKS_AT_LEAST;
        every(rules.tick(), rooms.leases()::tick);
        every(locks, rooms.locks()::tick);
        every(SECOND, rooms.watchers()::tick);
        every(SECOND, rooms.orderGrants()::tick);
        every(SECOND, rooms.tableGrants()::tick);
        every(SECOND, () -> around.loop().effect(() -> quiet = journal.tidying().tick()));
        every(SECOND, this::prune);
        every(SYNC_STATUS, () -> rooms.voice().toAll(rooms.news().syncStatus()));
        every(HOUR, () -> journal.shop().forgetOps(around.wall().millis() - OPS_KEPT.toMillis()));
    }

    // Orders that went with their last entry must not be remembered either.
    private void prune() {
        pruneIn--;
        if (quiet && pruneIn <= 0) {
            Pruner.Pruned pruned = journal.pruner().portion(around.wall().millis());
            pruneIn = pruned.entries() > 0 ? 1 : PRUNE_REST_SECONDS;
            if (pruned.orders() > 0) {
                desk.rooms().orders().clear();
            }
        }
    }

    private void every(Duration period, Runnable work) {
        Loop loop = around.loop();
        loop.every(period, new Note() {
            @Override
            public void run() {
                work.run();
            }

            @Override
            public void failed(Fault why) {
                desk.rooms().setbacks().accept(why);
            }
        });
    }
}
