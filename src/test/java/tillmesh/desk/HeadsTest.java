package tillmesh.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Topics;
import tillmesh.sim.Dice;
import tillmesh.sim.InMemory;

/** One order in the hands of three lanes that hear of each other late: written, changed twice, settled, settled twice. */
class HeadsTest {
    private static final int RUNS = 20;
    private static final int STEPS = 50;

    // A flush to memory costs nothing, and what a flush is worth is not the matter here.
    @TempDir(factory = InMemory.class)
    Path dir;

    private final List<PaperLane> lanes = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    @AfterEach
    void close() {
        lanes.forEach(PaperLane::close);
    }

    @Test
    void the_same_versions_make_the_same_head_and_branches_in_whatever_order_they_come() {
        Dice.throwing(RUNS, dice -> {
            open(dice);
            for (int i = 0; i < STEPS; i++) {
                step(dice);
            }
            meet(dice);
            // And two that hear everything now, life by life or in between each other.
            lanes.add(new PaperLane(dir, "L4", dice.split()));
            lanes.add(new PaperLane(dir, "L5", dice.split()));
            lanes.get(3).hear(lanes.get(0), Integer.MAX_VALUE, dice);
            for (int i = 0; i < STEPS; i++) {
                lanes.get(4).hear(lanes.get(dice.nextInt(3)), dice.between(1, 3), dice);
            }
            for (PaperLane lane : lanes) {
                assertEquals(lanes.get(0).leaves(), lane.leaves());
                assertEquals(leaves(lane.versions()), lane.leaves());
            }
            settleAll(dice);
            close();
            lanes.clear();
        });
        assertEquals(Set.of("settled", "twins", "settled differently", "twin came late", "paid"), seen);
    }

    private void open(Dice dice) {
        for (int i = 1; i <= 3; i++) {
            lanes.add(new PaperLane(dir, "L" + i, dice.split()));
        }
    }

    private void step(Dice dice) {
        PaperLane lane = dice.oneOf(lanes);
        if (dice.oneIn(3)) {
            lane.write(draft(lane, dice));
        } else if (dice.oneIn(2) && !lane.branches().isEmpty()) {
            lane.write(settling(lane, dice));
        } else {
            lane.hear(dice.oneOf(lanes), dice.between(1, 4), dice);
        }
    }

    private Draft draft(PaperLane lane, Dice dice) {
        var head = lane.head();
        boolean pays = dice.oneIn(12) || (head != null && head.paid());
        String token = dice.oneIn(3) ? String.format("%032x", dice.nextInt(50)) : null;
        if (pays) {
            seen.add("paid");
        }
        return new Draft(
                pays ? Topics.ORDER_PAID : Topics.ORDER_SNAPSHOT,
                PaperLane.REF,
                token,
                head == null ? 1 : head.version() + 1,
                head == null ? null : lane.headEntry().id().toString(),
                "till",
                null,
                "{\"n\":" + dice.nextInt(9_999) + "}");
    }

    private Draft settling(PaperLane lane, Dice dice) {
        Entry kept = lane.headEntry();
        Entry other = dice.oneOf(lane.branches());
        boolean mine = dice.oneIn(2)
                && (!Projections.snapshot(kept.draft()).paid()
                        || Projections.snapshot(other.draft()).paid());
        seen.add("settled");
        return settled(kept, other, mine);
    }

    private static Draft settlingFor(PaperLane lane, boolean mine) {
        return settled(lane.headEntry(), lane.branches().get(0), mine);
    }

    private static Draft settled(Entry kept, Entry other, boolean mine) {
        return Settling.settled((mine ? other : kept).draft(), List.of(kept, other), "till", null);
    }

    private void meet(Dice dice) {
        for (int round = 0; round < 2; round++) {
            lanes.forEach(lane -> lanes.forEach(other -> lane.hear(other, Integer.MAX_VALUE, dice)));
        }
    }

    // Somebody settles case after case, on any lane: in the end there is none, and the number only grew.
    private void settleAll(Dice dice) {
        while (!lanes.get(0).branches().isEmpty()) {
            int before = lanes.get(0).branches().size();
            PaperLane lane = dice.oneOf(lanes);
            lane.write(settling(lane, dice));
            meet(dice);
            lanes.forEach(any -> assertEquals(before - 1, any.branches().size(), any.name()));
        }
    }

    /** What the leaves are, worked out from all versions at once: the head, then the branches by name. */
    private List<String> leaves(List<Entry> versions) {
        Set<EntryId> goneOn = new HashSet<>();
        versions.forEach(version -> goneOn.addAll(Heads.bases(version)));
        Set<String> leaves = new TreeSet<>();
        for (Entry version : versions) {
            List<Entry> same =
                    versions.stream().filter(other -> twins(version, other)).toList();
            note(version, versions, same, goneOn);
            if (same.stream().noneMatch(one -> goneOn.contains(one.id()))) {
                leaves.add(same.stream()
                        .map(one -> one.id().toString())
                        .max(String::compareTo)
                        .orElseThrow());
            }
        }
        List<String> sorted = new ArrayList<>(leaves);
        String head = lanes.get(0).headEntry().id().toString();
        assertTrue(sorted.remove(head), () -> head + " is no leaf");
        sorted.add(0, head);
        return sorted;
    }

    private void note(Entry version, List<Entry> versions, List<Entry> same, Set<EntryId> goneOn) {
        if (same.size() > 1) {
            seen.add("twins");
            if (same.stream().anyMatch(one -> goneOn.contains(one.id()))
                    && same.stream().anyMatch(one -> !goneOn.contains(one.id()))) {
                seen.add("twin came late");
            }
        }
        String base = version.draft().base();
        if (Heads.bases(version).size() > 1
                && versions.stream()
                        .anyMatch(
                                other -> String.valueOf(other.draft().base()).equals(base) && !same.contains(other))) {
            seen.add("settled differently");
        }
    }

    private static boolean twins(Entry a, Entry b) {
        return a.equals(b)
                || (Heads.bases(a).size() > 1
                        && Heads.bases(a).equals(Heads.bases(b))
                        && a.draft().topic().equals(b.draft().topic())
                        && a.draft().payload().equals(b.draft().payload()));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0"})
    void what_is_made_from_one_of_two_equal_settlements_is_made_from_both(int writes, int other) {
        Dice dice = new Dice(1);
        open(dice);
        lanes.get(0).write(draft(lanes.get(0), new Dice(2)));
        lanes.get(1).write(draft(lanes.get(1), new Dice(3)));
        meet(dice);
        assertEquals(1, lanes.get(0).branches().size());
        Draft settled = settlingFor(lanes.get(0), false);
        assertEquals(settled, settlingFor(lanes.get(1), false));
        lanes.get(0).write(settled);
        lanes.get(1).write(settled);

        lanes.get(writes).write(draft(lanes.get(writes), new Dice(4)));
        // The third lane hears of the one settlement, then of the other, then of what was made from one of them.
        lanes.get(2).hear(lanes.get(other), Integer.MAX_VALUE, dice);
        assertEquals(List.of(), lanes.get(2).branches());
        meet(dice);

        String last = lanes.get(writes).leaves().get(0);
        lanes.forEach(lane -> assertEquals(List.of(last), lane.leaves(), lane.name()));
    }

    @Test
    void the_number_of_an_order_grows_with_everything_that_a_lane_learns_of_it() {
        Dice.throwing(RUNS, dice -> {
            open(dice);
            for (int i = 0; i < STEPS; i++) {
                List<Long> before = lanes.stream().map(PaperLane::number).collect(Collectors.toList());
                List<List<String>> leaves =
                        lanes.stream().map(PaperLane::leaves).toList();
                step(dice);
                for (int at = 0; at < lanes.size(); at++) {
                    PaperLane lane = lanes.get(at);
                    boolean same = lane.contents().equals(lane.contents(leaves.get(at)));
                    assertTrue(
                            same ? lane.number() >= before.get(at) : lane.number() > before.get(at),
                            lane.name() + " " + before.get(at) + " " + lane.number());
                }
            }
            close();
            lanes.clear();
        });
    }
}
