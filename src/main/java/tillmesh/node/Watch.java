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
import tillmesh.loop.LaneLoop;
import tillmesh.protocol.Problem;
import tillmesh.protocol.Problem.Severity;

/**
 * Keeps an eye on what is wrong: what the journal found at opening, a disk that refuses, a database that must be repaired.
 * A repeated trouble is logged at its start and at its end. Loop thread, except {@link #watch}.
 */
final class Watch implements NodeFacts {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** More different alarms than this are not kept; the first ones tell the story. */
    private static final int ALARMS_MAX = 16;

    private final InstantSource wall;
    private final Journal journal;
    private final Ending ending;
    private final String openedAt;
    private final Map<String, String> alarms = new LinkedHashMap<>();
    private final Map<String, Problem> clouds = new LinkedHashMap<>();
    private final Map<String, Problem> odoo = new LinkedHashMap<>();
    private final Refused refused;
    private final Worries worries;
    private BiConsumer<String, EntryId> again = (cloud, entry) -> {};
    private @Nullable History history;
    private @Nullable LaneLoop loop;
    private @Nullable Problem disk;
    private @Nullable Problem drill;
    private @Nullable Problem network;

    /** @param ending how the process ends when only a fresh one, or a person, can go on */
    Watch(InstantSource wall, Journal journal, Ending ending) {
        this.wall = wall;
        this.journal = journal;
        this.ending = ending;
        this.openedAt = wall.instant().toString();
        this.refused = new Refused(journal, openedAt);
        this.worries = new Worries(wall, journal);
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
    public List<Problem> troubles() {
        List<Problem> troubles = new ArrayList<>();
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
        troubles.addAll(refused.aside());
        troubles.addAll(odoo.values());
        troubles.addAll(refused.registers());
        alarms.forEach((what, since) ->
                troubles.add(Problem.of("alarm", Severity.CRITICAL, what, since, "See the log of this node.")));
        if (!journal.story().isEmpty()) {
            troubles.add(Problem.of(
                    "repaired",
                    Severity.CRITICAL,
                    journal.story(),
                    openedAt,
                    "Keep the damaged-… folder; run tillmesh prove and read what is missing."));
        }
        return troubles;
    }

    @Override
    public List<Problem> worries() {
        return worries.now();
    }

    /** Why nothing can be sold now, one sentence each; empty while selling goes on. */
    List<String> blockers() {
        look();
        Problem now = disk;
        return now == null ? List.of() : List.of(now.what() + " " + now.hint());
    }

    /** Sees whether the disk takes entries. To be called every second. */
    void look() {
        boolean accepting = journal.tidying().facts().accepting();
        if (!accepting && disk == null) {
            disk = Problem.of(
                    "disk-full",
                    Severity.CRITICAL,
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
                "odoo-sign-in",
                "Odoo cannot be asked who signs in",
                why,
                "Who was let in lately still is. Look at the line to Odoo, its address and its settings.");
    }

    /** Odoo makes no registers, or makes them again. @param why null when it does */
    void registersSilent(@Nullable String why) {
        odoo(
                "odoo-registers",
                "Odoo cannot be asked for registers",
                why,
                "They wait here and are asked for again by themselves.");
    }

    private void odoo(String code, String what, @Nullable String why, String hint) {
        Problem before = odoo.get(what);
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
        odoo.put(what, Problem.of(code, Severity.WARNING, sentence, since, hint));
    }

    /** Somebody cut this lane off from the others on purpose, or ended that. */
    void cutOff(boolean cut) {
        drill = cut
                ? Problem.of(
                        "drill",
                        Severity.WARNING,
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
            network = Problem.of(
                    "no-network",
                    Severity.WARNING,
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

    /** What may become wrong and is not yet. */
    Worries worry() {
        return worries;
    }

    /** How long things take. Before the loop starts. */
    void history(History kept) {
        history = kept;
    }

    @Override
    public void reached() {
        if (history != null) {
            history.reached();
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

    /** A cloud gives no receipts. */
    void down(String cloud, String why) {
        LOG.warn("Cloud {} gives no receipts: {}. What is sold waits here and is sent again by itself.", cloud, why);
        Problem before = clouds.get(cloud);
        String since = before == null ? Instant.ofEpochMilli(wall.millis()).toString() : before.since();
        Problem down = Problem.of(
                "cloud-down",
                Severity.WARNING,
                "Cloud " + cloud + " gives no receipts: " + why + ".",
                since,
                "Selling goes on. Look at the line to the cloud, its address and its key.");
        clouds.put(cloud, down.about(cloud).repairedAt("/drain"));
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
