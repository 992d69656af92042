package tillmesh.sim;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * One shop-day by seed: some tills, some lives of one node, everything that can go wrong. The same seed gives the same day,
 * to the last told word.
 */
final class ShopDay implements AutoCloseable {
    private static final long LIFE_MILLIS_MAX = 90_000;
    /** A power cut that waits for a certain moment waits no longer than this. */
    private static final long MOMENT_MILLIS = 20_000;

    private final Stage stage;
    private final Dice dice;
    private final SimWall wall;
    private final SimDisk disk;
    private final Power power = new Power();
    private final Place place;
    private final SimAudience audience;
    private final SimPeer peer;
    private long logSalt;
    private int lives;

    private ShopDay(Dice dice, Sabotage sabotage, Stage stage) {
        this.dice = dice;
        this.stage = stage;
        this.wall = new SimWall(stage.agenda());
        this.disk = new SimDisk(dice.split());
        this.place = Place.alone(disk, wall, power, new Weather(dice.split(), stage.seen()), sabotage);
        this.audience = new SimAudience(stage, power);
        this.peer = new SimPeer(stage, wall);
    }

    /** What came of a day. @param hash over all that happened */
    record Outcome(String hash, Sightings seen) {}

    /** Runs the day of that seed. @throws BrokenDay when anything is not as promised */
    static Outcome run(long seed) {
        Sightings seen = new Sightings();
        return run(seed, Sabotage.NONE, seen, Checkers.every(seen));
    }

    /** The same with somebody who works against the node, and with other checkers. */
    static Outcome run(long seed, Sabotage sabotage, Sightings seen, Checkers checkers) {
        Dice dice = new Dice(seed);
        Agenda agenda = new Agenda();
        EventLog log = new EventLog(agenda);
        try (ShopDay day = new ShopDay(dice, sabotage, new Stage(agenda, dice.split(), log, seen, checkers))) {
            day.live();
            return new Outcome(log.hash(), seen);
        } catch (RuntimeException | AssertionError broken) {
            throw new BrokenDay(broken, log);
        }
    }

    private void live() {
        int tills = dice.between(2, 6);
        for (int i = 1; i <= tills; i++) {
            String role = dice.oneOf("manager", "cashier", "waiter");
            Till till = new Till("T" + i, "dev:person" + i + ":" + role, audience);
            new Habits(till, stage, dice.oneIn(4)).begin();
        }
        peer.begin();
        trouble();
        for (int left = dice.between(2, 4); left > 0; left--) {
            oneLife(left == 1 ? Ending.CLEAN_STOP : dice.oneOf(List.of(Ending.values())));
        }
    }

    private void oneLife(Ending wanted) {
        SimNode node = open();
        Ending ending = wanted;
        try {
            if (wanted != Ending.CUT_AFTER_OPENING) {
                sell(node, wanted);
            }
            if (wanted == Ending.CLEAN_STOP) {
                node.loop().drain();
                look(node);
                new Rebuilding(disk, wall, dice).check();
            }
        } catch (PowerCut cut) {
            ending = cut.ending();
        }
        end(node, ending);
    }

    private SimNode open() {
        lives++;
        disk.rememberSmallFiles();
        SimNode node = SimNode.start(
                stage, place, audience, Limits.by(dice, disk.folder().database()));
        stage.log().add("life " + lives + " " + node.stream());
        DiskView view = DiskReader.read(disk.folder().database());
        stage.checkers().opened(node, view);
        stage.checkers().looked(node, view);
        audience.serve(node);
        peer.greet(node, view);
        logSalt = 0;
        return node;
    }

    private void sell(SimNode node, Ending wanted) {
        long end = stage.agenda().millis() + dice.nextLong(LIFE_MILLIS_MAX / 5, LIFE_MILLIS_MAX);
        long middle = dice.nextLong(stage.agenda().millis(), end);
        until(middle);
        look(node);
        until(end);
        if (wanted != Ending.CUT_IDLE && wanted != Ending.KILL && wanted != Ending.CLEAN_STOP) {
            power.arm(wanted, dice.between(1, 6));
            until(end + MOMENT_MILLIS);
        }
        look(node);
    }

    private void until(long millis) {
        while (stage.agenda().next(millis)) {
            // One thing after the other.
        }
    }

    private void look(SimNode node) {
        place.sabotage().disk(disk.folder().database());
        stage.checkers().looked(node, DiskReader.read(disk.folder().database()));
        long now = logSalt();
        if (logSalt != 0 && now != 0 && now != logSalt) {
            stage.seen().saw(Sighting.LOG_FOLDED);
        }
        logSalt = now;
    }

    // SQLite draws another one each time it writes the log from its beginning again; 0 while there is no log.
    private long logSalt() {
        try (RandomAccessFile log = new RandomAccessFile(disk.folder().wal().toFile(), "r")) {
            if (log.length() < 24) {
                return 0;
            }
            log.seek(16);
            return log.readLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end(SimNode node, Ending ending) {
        power.disarm();
        stage.seen().saw(Sighting.valueOf(ending.name()));
        stage.log().add("ending " + ending + " at " + node.committed());
        stage.checkers().died(node);
        peer.lose();
        if (ending == Ending.CLEAN_STOP) {
            audience.dark();
            node.stop();
        } else {
            disk.powerCut(ending);
            audience.dark();
            node.die();
        }
        place.sabotage().darkDisk(disk);
        disk.tidy();
        until(stage.agenda().millis() + dice.oneOf(300, 4_000, 20_000));
        if (ending == Ending.CUT_IN_COMMIT) {
            torn(node);
        }
    }

    private void torn(SimNode node) {
        long there = DiskReader.read(disk.copy().database()).entries().stream()
                .filter(row -> row.entry().id().stream().equals(node.stream()))
                .count();
        stage.seen().saw(there > node.committed() ? Sighting.TORN_COMMIT_KEPT : Sighting.TORN_COMMIT_LOST);
    }

    private void trouble() {
        stage.agenda().in(dice.between(5_000, 60_000), () -> {
            place.weather().shower(true);
            stage.agenda().in(dice.between(200, 3_000), () -> place.weather().shower(false));
            trouble();
        });
        if (dice.oneIn(2)) {
            stage.agenda().in(dice.between(1_000, 60_000), () -> {
                long millis = dice.oneOf(-3_600_000L * 9, -5_000L, 5_000L, 3_600_000L * 6);
                wall.jump(millis);
                if (millis < 0) {
                    stage.seen().saw(Sighting.WALL_WENT_BACK);
                }
            });
        }
    }

    @Override
    public void close() {
        disk.close();
    }
}
