package tillmesh.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tillmesh.journal.Journal;
import tillmesh.journal.Marks.Counts;
import tillmesh.protocol.Notice.Lanes;
import tillmesh.protocol.Problem;
import tillmesh.protocol.Problem.Severity;
import tillmesh.shop.LaneId;

/**
 * What is wrong with this lane and its shop and what to do about it, worst first: what the node sees around it, and what the
 * desk knows itself. The sentences hold no running numbers, so that they are told again only when something changed. Loop
 * thread only; writes nothing to the disk.
 */
final class ProblemNews {
    /** A sale that has no second copy for so long is one that a broken disk would take with it. */
    static final Duration UNSAFE_LONG = Duration.ofMinutes(10);

    private static final int CASES_COUNTED_MAX = 100;
    private static final int BUSY_NOTES = 1_000;

    private final InstantSource wall;
    private final Journal journal;
    private final ShopNews news;
    private final LanesNews lanes;
    private final NodeFacts facts;
    private final Map<String, String> seen = new HashMap<>();

    ProblemNews(InstantSource wall, Journal journal, ShopNews news, LanesNews lanes, NodeFacts facts) {
        this.wall = wall;
        this.journal = journal;
        this.news = news;
        this.lanes = lanes;
        this.facts = facts;
    }

    List<Problem> now() {
        List<Problem> all = new ArrayList<>(facts.troubles());
        Found found = new Found();
        lanes(found);
        unsafe(found);
        review(found);
        busy(found);
        seen.keySet().retainAll(found.keys);
        all.addAll(found.problems);
        all.addAll(facts.worries());
        all.sort(Comparator.comparing(Problem::severity));
        return List.copyOf(all);
    }

    /** What the desk found this time; it remembers when it saw each of them first. */
    private final class Found {
        final List<Problem> problems = new ArrayList<>();
        final Set<String> keys = new HashSet<>();

        void add(Problem problem) {
            String key = problem.code() + " " + problem.about();
            keys.add(key);
            String since = seen.computeIfAbsent(key, first -> iso(wall.millis()));
            problems.add(
                    problem.since().isEmpty()
                            ? new Problem(
                                    problem.code(),
                                    problem.severity(),
                                    problem.what(),
                                    since,
                                    problem.hint(),
                                    problem.about(),
                                    problem.repair())
                            : problem);
        }
    }

    private void lanes(Found found) {
        Lanes seen = lanes.lanes();
        if (!seen.majority()) {
            found.add(Problem.of(
                    "no-majority",
                    Severity.WARNING,
                    "Fewer than half of the shop's lanes are in view: orders and tables are lent for the time being only.",
                    "",
                    "Look at the network between the lanes and start those that stand still."));
        }
        for (Lanes.Lane lane : seen.lanes()) {
            boolean votes = lanes.votes(new LaneId(lane.id()));
            if (votes && lane.state().equals(LanesNews.AWAY)) {
                found.add(away(lane));
            } else if (votes && lane.state().equals(LanesNews.UP)) {
                found.add(Problem.of(
                                "lane-silent",
                                Severity.WARNING,
                                "Lane " + lane.id() + " is in view and does not answer.",
                                iso(lane.sinceMillis()),
                                "Look at its own page and its log; its disk may be slow or full.")
                        .about(lane.id()));
            }
        }
    }

    private Problem away(Lanes.Lane lane) {
        boolean long7 = lanes.awayFor(new LaneId(lane.id())).compareTo(Electorate.LONG_AWAY) >= 0;
        Problem away = Problem.of(
                        long7 ? "lane-gone" : "lane-away",
                        Severity.WARNING,
                        "Lane " + lane.id() + " is out of view"
                                + (long7 ? " for a week or more; its vote counts against every majority." : "."),
                        iso(lane.sinceMillis()),
                        long7
                                ? "Start it. If it will not come back: tillmesh retire " + lane.id()
                                : "Look whether it runs, and at the cable between you.")
                .about(lane.id());
        return long7 ? away.repairedAt("/lanes/retire") : away;
    }

    private void unsafe(Found found) {
        Counts counts = news.counts();
        Long oldest = counts.oldestPendingMillis();
        if (oldest == null || wall.millis() - oldest < UNSAFE_LONG.toMillis()) {
            return;
        }
        boolean lonely = lanes.alone() && journal.marks().upstairs().known().isEmpty();
        if (lonely) {
            found.add(Problem.of(
                            "only-copy",
                            Severity.NOTICE,
                            "This lane has no other lane and no cloud: what it sells is on this disk only.",
                            iso(oldest),
                            "Add a lane or a cloud; until then make backups and keep them elsewhere.")
                    .repairedAt("/backups/make"));
        } else {
            Problem unsafe = Problem.of(
                    "unsafe-long",
                    Severity.WARNING,
                    "Sales have been on this disk only for ten minutes or more.",
                    iso(oldest),
                    "Bring back another lane or the cloud. Do not switch this machine off for good before.");
            found.add(journal.marks().upstairs().known().isEmpty() ? unsafe : unsafe.repairedAt("/drain"));
        }
    }

    private void review(Found found) {
        int open = journal.branches().oldest(CASES_COUNTED_MAX).size();
        if (open > 0) {
            found.add(Problem.of(
                    "review",
                    Severity.WARNING,
                    (open == 1 ? "One order was" : open + " orders were")
                            + " changed on two lanes at once: both versions are kept.",
                    "",
                    "A manager says in Review which version stands."));
        }
    }

    private void busy(Found found) {
        if (facts.queued() > BUSY_NOTES) {
            found.add(Problem.of(
                    "busy",
                    Severity.WARNING,
                    "More work waits than this lane does at once.",
                    "",
                    "Look at the speed of the disk, and for a page that sends in a loop."));
        }
    }

    private static String iso(long millis) {
        return Instant.ofEpochMilli(millis)
                .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                .toString();
    }
}
