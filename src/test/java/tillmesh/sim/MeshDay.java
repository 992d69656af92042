package tillmesh.sim;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tillmesh.entry.EntryId;
import tillmesh.shop.LaneId;

/**
 * A day of a shop with several lanes, by seed: bad cables, cuts of every kind, power cuts, lost disks and old backups. At the
 * end all is mended, and the lanes must come to the same within a bound.
 */
final class MeshDay implements AutoCloseable {
    private static final long DAY_MILLIS = 150_000;
    /** Most days end early, with the same weather and more often; the whole length finds what needs many lives. */
    private static final long SHORT_DAY_MILLIS = 60_000;

    private static final int WHOLE_DAY_EACH = 4;
    /** Mended lanes have this long to become one again: view, merge, digests, and some bad luck. */
    private static final long MEND_MILLIS = 90_000;
    /** And then everything must be in the cloud: the longest silence, the longest pause of a breaker, and an adoption. */
    private static final long UPLOAD_MILLIS = 180_000;

    private static final long LOOK_MILLIS = 100;
    private static final long LOOK_WHETHER_WELL_MILLIS = 15_000;

    private final Stage stage;
    private final Dice dice;
    private final Cables cables;
    private final List<MeshLane> lanes = new ArrayList<>();
    private final OneFirmHolder holders;
    private final OneContent contents = new OneContent();
    private final CasesClose cases;

    private final SimCloud cloud;
    private final CloudHasAll upstairs;
    private final CloudLie lie;
    private final boolean whole;
    private final Set<MeshLane> dead = new HashSet<>();
    private boolean over;

    // Which days are whole is decided by the seed too, so that the seed alone replays a day.
    private MeshDay(Dice dice, Stage stage, OneFirmHolder holders, CloudLie lie) {
        this.holders = holders;
        this.dice = dice;
        this.stage = stage;
        this.lie = lie;
        this.whole = dice.seed() % WHOLE_DAY_EACH == 0;
        int count = dice.between(2, 4);
        boolean unnamed = dice.oneIn(8);
        this.cables = new Cables(stage, unnamed ? 0 : count);
        this.cases = new CasesClose(stage.seen());
        this.cloud = new SimCloud(stage, lie);
        this.upstairs = new CloudHasAll(cloud.ledger());
        if (unnamed) {
            holders.shopsMayBeFoundedApart();
        }
        for (int i = count; i > 0; i--) {
            lanes.add(new MeshLane(stage, new LaneId("N" + i), cables, cloud));
        }
    }

    /** Runs the day of that seed. @throws BrokenDay with the last lines of the day when anything is not as promised */
    static Sightings run(long seed) {
        return run(seed, CloudLie.NONE);
    }

    /** The same, with somebody who breaks a promise. */
    static Sightings run(long seed, CloudLie lie) {
        Dice dice = new Dice(seed);
        Agenda agenda = new Agenda();
        EventLog log = new EventLog(agenda);
        Sightings seen = new Sightings();
        OneFirmHolder holders = new OneFirmHolder(seen);
        Checkers checkers = new Checkers(List.of(holders));
        try (MeshDay day = new MeshDay(dice, new Stage(agenda, dice.split(), log, seen, checkers), holders, lie)) {
            day.live();
            return seen;
        } catch (RuntimeException | AssertionError broken) {
            throw new BrokenDay(broken, log);
        }
    }

    private void live() {
        if (cables.named() == 0 && lanes.size() > 3) {
            // Two shops begin before they hear of each other.
            cables.split(Map.of(lanes.get(0).lane(), 1, lanes.get(1).lane(), 1));
        }
        lanes.forEach(MeshLane::start);
        stage.agenda().in(LOOK_MILLIS, this::lookAtHolders);
        stage.agenda().in(dice.between(5_000, 20_000), this::trouble);
        stage.agenda().in(dice.between(5_000, 20_000), this::mood);
        if (dice.oneIn(2)) {
            stage.agenda().in(dice.nextLong(dayMillis() / 3, dayMillis()), this::dieForEver);
        }
        long end = stage.agenda().millis() + dayMillis();
        for (long next = stage.agenda().millis() + 10_000; next < end; next += 10_000) {
            until(next);
            look();
        }
        mend();
        allIsWell();
    }

    private long dayMillis() {
        return whole ? DAY_MILLIS : SHORT_DAY_MILLIS;
    }

    private void allIsWell() {
        Disks disks = look();
        List<MeshLane> there =
                lanes.stream().filter(lane -> lane.node() != null).toList();
        new OneShop(there, disks, stage.seen()).check();
        upstairs.end(there);
    }

    private void lookAtHolders() {
        holders.look(lanes, stage.agenda().millis());
        stage.agenda().in(LOOK_MILLIS, this::lookAtHolders);
    }

    private void until(long millis) {
        while (stage.agenda().next(millis)) {
            // One thing after the other.
        }
    }

    private Disks look() {
        Disks disks = new Disks();
        lanes.stream().filter(lane -> lane.node() != null).forEach(lane -> {
            contents.look(lane, disks.of(lane));
            cases.look(lane, disks.of(lane));
            new MarksAreTrue(lanes, disks).look(lane);
            upstairs.look(lane);
        });
        return disks;
    }

    private void mend() {
        over = true;
        cables.heal();
        cloud.fine();
        for (MeshLane lane : lanes) {
            if (lane.node() == null && !dead.contains(lane)) {
                lane.start();
            }
            lane.hush();
        }
        until(stage.agenda().millis() + MEND_MILLIS);
        long end = stage.agenda().millis() + UPLOAD_MILLIS;
        while (stage.agenda().millis() < end && (whole || !well())) {
            until(stage.agenda().millis() + LOOK_WHETHER_WELL_MILLIS);
        }
    }

    private boolean well() {
        try {
            allIsWell();
            return true;
        } catch (Violation notYet) {
            return false;
        }
    }

    private void mood() {
        if (!over) {
            cloud.mood(dice.oneOf(lanes).lane());
            SimNode node = dice.oneOf(lanes).node();
            if (node != null && lie != CloudLie.NONE) {
                node.loop().must(() -> lie.spoil(node));
            }
            stage.agenda().in(dice.between(1_000, 20_000), this::mood);
        }
    }

    // Nothing brings it back: what the others have of it must reach the cloud without it. What only its own disk has,
    // no
    // lane can ever show; so it dies at a moment at which there is no such thing.
    private void dieForEver() {
        MeshLane lane = dice.oneOf(lanes);
        if (!over && lane.node() != null && onOtherDisksToo(lane)) {
            stage.seen().saw(Sighting.DIED_FOR_EVER);
            lane.end(Ending.KILL);
            dead.add(lane);
        } else if (!over) {
            stage.agenda().in(dice.between(500, 5_000), this::dieForEver);
        }
    }

    private boolean onOtherDisksToo(MeshLane lane) {
        Set<EntryId> alone = lane.entries();
        lanes.stream()
                .filter(other -> other != lane && other.node() != null)
                .forEach(other -> alone.removeAll(other.entries()));
        return alone.isEmpty();
    }

    private void trouble() {
        if (over) {
            return;
        }
        int kind = dice.nextInt(100);
        if (kind < 30) {
            cut();
        } else if (kind < 45) {
            cables.quality(dice.between(0, 30), dice.between(0, 50), dice.between(0, 50));
            stage.seen().saw(Sighting.BAD_CABLES);
        } else if (kind < 60) {
            cables.heal();
        } else if (kind < 68) {
            dice.oneOf(lanes).keepBackup();
        } else {
            end(dice.oneOf(lanes), kind);
        }
        stage.agenda().in(dice.between(500, 15_000), this::trouble);
    }

    private void cut() {
        Map<LaneId, Integer> pieces = new HashMap<>();
        MeshLane one = dice.oneOf(lanes);
        switch (dice.nextInt(4)) {
            case 0 -> lanes.forEach(lane -> pieces.put(lane.lane(), lane == one ? 1 : 0));
            case 1 -> lanes.forEach(lane -> pieces.put(lane.lane(), dice.nextInt(2)));
            case 2 -> lanes.forEach(lane -> pieces.put(lane.lane(), lanes.indexOf(lane)));
            default -> {
                stage.seen().saw(Sighting.ONE_WAY_CUT);
                cables.deafen(one.lane());
                return;
            }
        }
        stage.seen().saw(Sighting.SHOP_SPLIT);
        cables.split(pieces);
    }

    private void end(MeshLane lane, int kind) {
        if (lane.node() == null) {
            return;
        }
        lane.end(dice.oneOf(Ending.CUT_IDLE, Ending.KILL, Ending.CLEAN_STOP));
        if (kind >= 96) {
            stage.seen().saw(Sighting.DISK_WIPED);
            lane.wipe();
            forgive();
        } else if (kind >= 90 && lane.restore()) {
            stage.seen().saw(Sighting.BACKUP_RESTORED);
            forgive();
        }
        stage.agenda().in(dice.oneOf(300, 3_000, 25_000), () -> {
            if (lane.node() == null && !dead.contains(lane)) {
                lane.start();
            }
        });
    }

    private void forgive() {
        Set<EntryId> left = new HashSet<>();
        for (MeshLane lane : lanes) {
            if (!dead.contains(lane) && Files.exists(lane.folder().database())) {
                left.addAll(lane.entries());
            }
        }
        lanes.forEach(lane -> lane.forgive(left));
    }

    @Override
    public void close() {
        lanes.forEach(MeshLane::close);
    }
}
