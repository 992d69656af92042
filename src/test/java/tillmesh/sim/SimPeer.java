package tillmesh.sim;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.journal.Marks;
import tillmesh.loop.Note;

/**
 * Another lane and the cloud, as far as one lane hears of them: they keep what was committed, and say so late, twice, or with
 * an old mark. The other lane's disk may be wiped; until this lane knows, it says so again.
 */
final class SimPeer {
    private static final String LANE = "L2";

    private final Stage stage;
    private final SimWall wall;
    private final Dice dice;
    private final Map<Stream, Long> heads = new LinkedHashMap<>();
    private final Map<Stream, Long> kept = new LinkedHashMap<>();
    private final Map<Stream, Long> stored = new LinkedHashMap<>();
    private @Nullable SimNode node;
    private String store = "disk-1";
    private int disks = 1;
    private String wiped = "";

    SimPeer(Stage stage, SimWall wall) {
        this.stage = stage;
        this.wall = wall;
        this.dice = stage.dice().split();
    }

    /** The lane is there, with all its lives so far. */
    void greet(SimNode now, DiskView disk) {
        node = now;
        disk.entries()
                .forEach(row ->
                        heads.put(row.entry().id().stream(), row.entry().id().seq()));
        if (!wiped.isEmpty()) {
            tellWiped(now);
        }
    }

    /** The lane does not answer. */
    void lose() {
        node = null;
    }

    /** Begins to listen. */
    void begin() {
        stage.agenda().in(dice.between(500, 5_000), this::step);
    }

    private void step() {
        SimNode now = node;
        if (now != null) {
            if (now.committed() > 0) {
                heads.put(now.stream(), now.committed());
            }
            if (wiped.isEmpty() && dice.oneIn(25) && !kept.isEmpty()) {
                wiped = store;
                store = "disk-" + ++disks;
                kept.clear();
                stage.checkers().storeGone(false);
                tellWiped(now);
            } else if (wiped.isEmpty()) {
                heads.forEach((stream, head) -> keep(now, stream, head));
            }
            heads.forEach((stream, head) -> store(now, stream, head));
            // The mesh does so every second; here it is late, so that power cuts meet marks that were not written.
            if (dice.oneIn(2)) {
                note(now, () -> now.journal().marks().peers().write());
            }
        }
        stage.agenda().in(dice.between(500, 8_000), this::step);
    }

    private void keep(SimNode now, Stream stream, long head) {
        long before = kept.getOrDefault(stream, 0L);
        long upto = dice.nextLong(before, head + 1);
        kept.put(stream, upto);
        long said = said(before, upto);
        if (said == before && !dice.oneIn(8)) {
            return;
        }
        String disk = store;
        if (said > 0) {
            note(now, () -> {
                // A note that is tried again later must not speak for a disk that came after.
                if (disk.equals(store)) {
                    now.journal().marks().peers().kept(disk, LANE, new EntryId(stream, said), wall.millis());
                }
            });
        }
    }

    private void store(SimNode now, Stream stream, long head) {
        if (!dice.oneIn(3)) {
            return;
        }
        long before = stored.getOrDefault(stream, 0L);
        long upto = dice.nextLong(before, head + 1);
        boolean refuses = upto > before && dice.oneIn(10);
        stored.put(stream, upto);
        long said = said(before, upto);
        if (said == before && !dice.oneIn(8)) {
            return;
        }
        note(now, () -> {
            Marks marks = now.journal().marks();
            if (refuses) {
                EntryId refused = new EntryId(stream, before + 1);
                marks.setAside(SimNode.CLOUD, refused, "no such product", 5, wall.millis());
            }
            if (said > 0) {
                marks.cloudStored(SimNode.CLOUD, new EntryId(stream, said), wall.millis());
            }
        });
    }

    private long said(long before, long upto) {
        boolean old = before > 0 && dice.oneIn(5);
        if (old) {
            stage.seen().saw(Sighting.OLD_MARK_REPEATED);
        }
        return old ? dice.nextLong(1, before + 1) : upto;
    }

    private void tellWiped(SimNode now) {
        String gone = wiped;
        note(now, () -> {
            now.journal().marks().peers().storeGone(gone);
            now.loop().effect(() -> {
                wiped = "";
                stage.checkers().storeGone(true);
            });
        });
    }

    private void note(SimNode now, Runnable work) {
        now.loop().must(new Note() {
            @Override
            public void run() {
                work.run();
            }

            @Override
            public void failed(Fault why) {
                stage.agenda().in(700, () -> {
                    if (now == node) {
                        note(now, work);
                    }
                });
            }
        });
        if (dice.oneIn(6)) {
            now.loop().must(work::run);
        }
    }
}
