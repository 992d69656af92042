package tillmesh.sim;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.EntryId;
import tillmesh.journal.DataFolder;
import tillmesh.journal.JournalLimits;
import tillmesh.shop.LaneId;

/** One lane of a shop with several: its disks and its lives, one after the other, and its tills. */
final class MeshLane implements AutoCloseable {
    // As usual, but for the reserve: it is written at each start, and no disk is full here.
    private static final JournalLimits LIMITS = new JournalLimits(
            JournalLimits.USUAL.sizeMax(),
            JournalLimits.USUAL.walMax(),
            JournalLimits.USUAL.freeMin(),
            64L << 10,
            JournalLimits.USUAL.keep());

    private final Stage stage;
    private final LaneId lane;
    private final Cables cables;
    private final SimCloud cloud;
    private final Dice dice;
    private final SimWall wall;
    private final Power power = new Power();
    private final SimAudience audience;
    private final Set<EntryId> owed = new HashSet<>();
    private SimDisk disk;
    private @Nullable SimOffice office;
    private @Nullable SimDisk backup;
    private @Nullable SimNode node;
    /** Whether somebody did more to the disk than to take its power away. */
    private boolean changed;

    MeshLane(Stage stage, LaneId lane, Cables cables, SimCloud cloud) {
        this(stage, lane, cables, cloud, true);
    }

    /** A lane at which nobody does anything but what a test tells {@link #till}. */
    static MeshLane quiet(Stage stage, LaneId lane, Cables cables) {
        return quiet(stage, lane, cables, new SimCloud(stage, CloudLie.NONE));
    }

    /** The same, with a cloud that it shares with others. */
    static MeshLane quiet(Stage stage, LaneId lane, Cables cables, SimCloud cloud) {
        return new MeshLane(stage, lane, cables, cloud, false);
    }

    private MeshLane(Stage stage, LaneId lane, Cables cables, SimCloud cloud, boolean busy) {
        this.stage = stage;
        this.lane = lane;
        this.cables = cables;
        this.cloud = cloud;
        this.dice = stage.dice().split();
        this.wall = new SimWall(stage.agenda());
        this.audience = new SimAudience(stage, power);
        this.disk = new SimDisk(dice.split());
        for (int i = busy ? dice.between(1, 3) : 0; i > 0; i--) {
            Till till = new Till(
                    lane.name() + "T" + i, "dev:" + lane.name() + i + ":" + dice.oneOf("manager", "cashier"), audience);
            new Habits(till, stage, false).begin();
            new Settler(till, stage).begin();
        }
    }

    /** From its next start on it has a back office. */
    MeshLane with(SimOffice bookings) {
        office = bookings;
        return this;
    }

    LaneId lane() {
        return lane;
    }

    /** A till of this lane, not connected yet. */
    Till till(String device) {
        return new Till(device, "dev:Eva:manager", audience);
    }

    @Nullable
    SimNode node() {
        return node;
    }

    SimWall wall() {
        return wall;
    }

    /** The node starts. */
    void start() {
        SimNode[] started = new SimNode[1];
        Place place = new Place(
                disk,
                wall,
                power,
                new Weather(dice.split(), stage.seen()),
                Sabotage.NONE,
                lane,
                () -> cables.plug(
                        lane,
                        () -> java.util.Objects.requireNonNull(started[0]).stream()
                                .incarnation()),
                cloud,
                office == null ? null : office.line(lane),
                cables.named());
        started[0] = SimNode.start(stage, place, audience, LIMITS);
        node = started[0];
        String story = started[0].journal().story();
        Violation.unless(story.isEmpty() || changed, "%s tells of damage: %s", lane, story);
        changed = false;
        stage.log().add(lane + " starts " + started[0].stream());
        audience.serve(started[0]);
    }

    /** The life ends. What it has committed stays, unless the disk is lost too. */
    void end(Ending ending) {
        SimNode ended = node;
        if (ended == null) {
            return;
        }
        stage.log().add(lane + " ends " + ending + " at " + ended.committed());
        remember(ended);
        cables.pull(lane);
        node = null;
        if (ending != Ending.CLEAN_STOP) {
            disk.powerCut(ending);
        }
        audience.dark();
        ended.die();
    }

    // What this disk has and may lose only together with the disk.
    private void remember(SimNode ended) {
        for (long seq = 1; seq <= ended.committed(); seq++) {
            owed.add(new EntryId(ended.stream(), seq));
        }
    }

    /** The disk is replaced by an empty one. */
    void wipe() {
        stage.log().add(lane + " gets an empty disk");
        disk.close();
        disk = new SimDisk(dice.split());
    }

    /** What is on no disk any more, because disks were lost, nobody can owe. */
    void forgive(Set<EntryId> onSomeDisk) {
        owed().retainAll(onSomeDisk);
    }

    /** Keeps a copy of the disk, as a backup does. */
    void keepBackup() {
        SimDisk before = backup;
        if (before != null) {
            before.close();
        }
        backup = disk.copyToOther(dice.split());
    }

    /** Puts the backup back; the marker of the disk stays where it is, as it would. */
    boolean restore() {
        SimDisk old = backup;
        if (old == null) {
            return false;
        }
        stage.log().add(lane + " is put back from a backup");
        changed = true;
        old.takeMarkerOf(disk);
        disk.close();
        disk = old;
        backup = null;
        return true;
    }

    /** Entries that must be on every disk when all is well again. */
    Set<EntryId> owed() {
        SimNode now = node;
        if (now != null) {
            remember(now);
        }
        return owed;
    }

    DataFolder folder() {
        return disk.folder();
    }

    DiskView look() {
        return DiskReader.read(disk.folder().database());
    }

    /** The names of the entries on the disk. */
    Set<EntryId> entries() {
        return DiskReader.entries(disk.folder().database());
    }

    /** No till finds the lane any more; the node goes on. */
    void hush() {
        audience.dark();
    }

    @Override
    public void close() {
        disk.close();
        SimDisk old = backup;
        if (old != null) {
            old.close();
        }
    }
}
