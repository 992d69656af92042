package tillmesh.node;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.desk.NodeFacts;
import tillmesh.entry.EntryId;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.Journal;
import tillmesh.journal.RegisterRow;
import tillmesh.journal.Upstairs;
import tillmesh.loop.LaneLoop;
import tillmesh.protocol.BoardFacts.Trouble;

/**
 * Keeps an eye on what is wrong: what the journal found at opening, a disk that refuses, a database that must be repaired.
 * A repeated trouble is logged at its start and at its end. Loop thread, except {@link #watch}.
 */
final class Watch implements NodeFacts {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** More different alarms than this are not kept; the first ones tell the story. */
    private static final int ALARMS_MAX = 16;

    private static final int ASIDE_COUNTED_MAX = 1_000;

    private final InstantSource wall;
    private final Journal journal;
    private final Ending ending;
    private final String openedAt;
    private final Map<String, String> alarms = new LinkedHashMap<>();
    private final Map<String, Trouble> clouds = new LinkedHashMap<>();
    private final Map<String, Trouble> odoo = new LinkedHashMap<>();
    private BiConsumer<String, EntryId> again = (cloud, entry) -> {};
    private @Nullable LaneLoop loop;
    private @Nullable Trouble disk;
    private @Nullable Trouble drill;
    private @Nullable Trouble network;

    /** @param ending how the process ends when only a fresh one, or a person, can go on */
    Watch(InstantSource wall, Journal journal, Ending ending) {
        this.wall = wall;
        this.journal = journal;
        this.ending = ending;
        this.openedAt = wall.instant().toString();
    }

    /** Whose work is counted. Before the loop starts. */
    void watch(LaneLoop lane) {
        loop = lane;
    }

    @Override
    public String version() {
        String version = Watch.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public List<Trouble> troubles() {
        List<Trouble> troubles = new ArrayList<>();
        look();
        if (disk != null) {
            troubles.add(disk);
        }
        if (drill != null) {
            troubles.add(drill);
        }
        if (network != null) {
            troubles.add(network);
        }
        troubles.addAll(clouds.values());
        aside(troubles);
        troubles.addAll(odoo.values());
        registersAside(troubles);
        alarms.forEach((what, since) -> troubles.add(new Trouble(what, since, "See the log of this node.")));
        if (!journal.story().isEmpty()) {
            troubles.add(new Trouble(
                    journal.story(),
                    openedAt,
                    "Keep the damaged-… folder; run tillmesh prove and read what is missing."));
        }
        return troubles;
    }

    /** Why nothing can be sold now, one sentence each; empty while selling goes on. */
    List<String> blockers() {
        look();
        return disk == null ? List.of() : List.of(disk.what() + " " + disk.hint());
    }

    /** Sees whether the disk takes entries. To be called every second. */
    void look() {
        boolean accepting = journal.tidying().facts().accepting();
        if (!accepting && disk == null) {
            disk = new Trouble(
                    "The disk does not take new entries; sales are refused, none is lost.",
                    Instant.ofEpochMilli(wall.millis()).toString(),
                    "Free space in the data folder. Selling goes on by itself then.");
            LOG.error("Disk refuses new entries: sales are refused until there is space in the data folder.");
        } else if (accepting && disk != null) {
            disk = null;
            LOG.info("Disk takes new entries again: selling goes on.");
        }
    }

    /** Odoo does not say who signs in, or says it again. @param why null when it does */
    void signInSilent(@Nullable String why) {
        odoo(
                "Odoo cannot be asked who signs in",
                why,
                "Who was let in lately still is. Look at the line to Odoo, its address and its settings.");
    }

    /** Odoo makes no registers, or makes them again. @param why null when it does */
    void registersSilent(@Nullable String why) {
        odoo("Odoo cannot be asked for registers", why, "They wait here and are asked for again by themselves.");
    }

    private void odoo(String what, @Nullable String why, String hint) {
        Trouble before = odoo.get(what);
        if (why == null) {
            if (odoo.remove(what) != null) {
                LOG.info("It is over that {}.", what);
            }
            return;
        }
        String sentence = what + ": " + why + ".";
        if (before == null || !before.what().equals(sentence)) {
            LOG.warn("{}", sentence);
        }
        String since = before == null ? Instant.ofEpochMilli(wall.millis()).toString() : before.since();
        odoo.put(what, new Trouble(sentence, since, hint));
    }

    private void registersAside(List<Trouble> troubles) {
        for (RegisterRow row : journal.registers().all()) {
            if (row.state() == RegisterRow.State.SET_ASIDE) {
                troubles.add(new Trouble(
                        "Odoo refuses register " + row.name() + ": " + row.reason(),
                        since(row),
                        "Put it right there, then: tillmesh register retry " + row.key()));
            }
        }
    }

    // Since it was made: when it was refused the last time tells less.
    private String since(RegisterRow row) {
        Long made = row.made();
        return made == null
                ? openedAt
                : Instant.ofEpochMilli(journal.entries().entry(made).stamp().wallMillis())
                        .toString();
    }

    /** Somebody cut this lane off from the others on purpose, or ended that. */
    void cutOff(boolean cut) {
        drill = cut
                ? new Trouble(
                        "This lane is cut off from the others for a drill; it sells, and what it sells is only here.",
                        Instant.ofEpochMilli(wall.millis()).toString(),
                        "Whoever began the drill can end it; a restart ends it too.")
                : null;
    }

    /** Why this machine has no network to the other lanes, or null when it has. */
    void noNetwork(@Nullable Fault why) {
        if (why == null) {
            network = null;
            LOG.info("This machine has a network again: the other lanes are looked for.");
        } else {
            LOG.error("{} This lane sells alone until then.", why.sentence());
            network = new Trouble(
                    "This lane has no network to the others: it sells, and what it sells is only here.",
                    Instant.ofEpochMilli(wall.millis()).toString(),
                    why.sentence());
        }
    }

    @Override
    public boolean reachable(String cloud) {
        return !clouds.containsKey(cloud);
    }

    @Override
    public int queued() {
        return loop == null ? 0 : loop.queued();
    }

    @Override
    public long notes() {
        return loop == null ? 0 : loop.notes();
    }

    @Override
    public void alarm(String what) {
        // Once each: a lane that is turned away knocks again every second.
        if (alarms.size() < ALARMS_MAX
                && alarms.putIfAbsent(what, Instant.ofEpochMilli(wall.millis()).toString()) == null) {
            LOG.error("{}", what);
        }
    }

    /** Who sends again what a cloud refused. Before the loop starts. */
    void again(BiConsumer<String, EntryId> sending) {
        again = sending;
    }

    @Override
    public void wantedAgain(String cloud, EntryId entry) {
        again.accept(cloud, entry);
    }

    private void aside(List<Trouble> troubles) {
        List<Upstairs.Open> open = journal.marks().upstairs().open(ASIDE_COUNTED_MAX);
        if (!open.isEmpty()) {
            String many = open.size() == ASIDE_COUNTED_MAX ? " or more" : "";
            troubles.add(new Trouble(
                    "Clouds refuse " + open.size() + many + (open.size() == 1 ? " entry" : " entries")
                            + "; they are kept here, and younger ones go on.",
                    Instant.ofEpochMilli(open.get(0).atMillis()).toString(),
                    "tillmesh set-aside tells which and why, and sends them again or discards them."));
        }
    }

    /** A cloud gives no receipts. */
    void down(String cloud, String why) {
        LOG.warn("Cloud {} gives no receipts: {}. What is sold waits here and is sent again by itself.", cloud, why);
        Trouble before = clouds.get(cloud);
        String since = before == null ? Instant.ofEpochMilli(wall.millis()).toString() : before.since();
        clouds.put(
                cloud,
                new Trouble(
                        "Cloud " + cloud + " gives no receipts: " + why + ".",
                        since,
                        "Selling goes on. Look at the line to the cloud, its address and its key."));
    }

    /** A cloud gives receipts again. */
    void up(String cloud) {
        clouds.remove(cloud);
        LOG.info("Cloud {} gives receipts again.", cloud);
    }

    @Override
    public void mustEnd(Fault why) {
        LOG.error("{} The node stops now.", why.sentence());
        ending.misconfigured();
    }

    @Override
    public void setback(Fault why) {
        LOG.debug("A request was undone: {}", why.sentence());
        look();
        if (why.remedy() == Remedy.RESTART) {
            journal.suspect();
            LOG.error("{} The node stops now; its supervisor starts it again.", why.sentence(), why);
            ending.restart(why);
        }
    }
}
