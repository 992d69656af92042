package tillmesh.cluster.net;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import tillmesh.chaos.rig.Findings;
import tillmesh.chaos.rig.Folders;
import tillmesh.chaos.rig.Words;
import tillmesh.sim.Dice;

/**
 * A shop on a network that is cut again and again while its lanes are killed and frozen. {@code -Dstorm.lanes=N},
 * {@code -Dstorm.kills=N} and {@code -Dstorm.partitions=N} say how large it is, {@code -Dtillmesh.seed=N} what is done;
 * processes and packets throw dice of their own.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class StormyShopIT {
    private static final int LANES = Integer.getInteger("storm.lanes", 5);
    private static final int KILLS = Integer.getInteger("storm.kills", 300);
    private static final int PARTITIONS = Integer.getInteger("storm.partitions", 50);
    private static final long SEED = Long.getLong("tillmesh.seed", 1);
    /** So many cuts make double edits, whatever the dice say. */
    private static final int ENOUGH = 20;

    /** After so many cuts everything is mended and all lanes agree again. */
    private static final int PEACE_EVERY = 3;
    /** A lane that gave so many firm leases more is with the others. */
    private static final int FIRM = 3;
    /** The network takes 6 s, and collecting promises some more; the rest is for a busy machine and the pauses of tills. */
    private static final Duration FIRM_WITHIN = Duration.ofSeconds(90);

    private static final int TILLS_EACH = 2;
    private static final Duration CONVERGES_WITHIN = Duration.ofSeconds(90);
    private static final Pattern CASE = Pattern.compile("\"caseId\":\"([^\"]+)\"");

    private final Dice dice = new Dice(SEED);
    private final Findings findings = new Findings();
    private final Ledger ledger = new Ledger(findings);
    private final List<Machine> machines = new ArrayList<>();
    private final long begin = System.nanoTime();
    private Wiring wiring;
    private Path place;
    private Path doors;
    private Troubles troubles;

    @BeforeEach
    void lay() throws IOException {
        wiring = Wiring.of(LANES);
        place = Folders.fresh("net");
        // The way to a door must be short: the system allows about a hundred letters.
        doors = Files.createTempDirectory("doors");
        for (int lane = 1; lane <= LANES; lane++) {
            machines.add(new Machine(wiring, lane, place, doors));
        }
        troubles = new Troubles(machines, findings, dice.split());
    }

    @AfterEach
    void close() {
        machines.forEach(Machine::close);
        if (wiring != null) {
            wiring.close();
        }
        if (doors != null) {
            Folders.clear(doors);
        }
    }

    @Test
    @DisabledIfSystemProperty(
            named = "skip.namespaces",
            matches = "true",
            disabledReason = "asked for by -Dskip.namespaces=true")
    void nothing_is_lost_doubled_or_held_twice_while_the_network_is_cut_and_lanes_are_killed() throws Exception {
        machines.forEach(Machine::start);
        machines.forEach(Machine::awaitReady);
        try (Rush rush = Rush.begin(machines, TILLS_EACH, ledger, findings, dice.split())) {
            // A shop is founded in peace: before its lanes have met there is nobody who could promise anything.
            peace();
            Weather weather = new Weather(wiring, dice.split());
            for (int partition = 1; partition <= PARTITIONS; partition++) {
                String what = weather.storm();
                tell(partition, what);
                long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(dice.between(3, 20));
                trouble(partition);
                Troubles.pause(TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
                if (partition % PEACE_EVERY == 0) {
                    heal();
                    peace();
                } else if (!dice.oneIn(5)) {
                    wiring.mend();
                    Troubles.pause(dice.between(0, 8_000));
                }
            }
            heal();
            rush.settle();
            converge();
        }
        judge();
    }

    private void tell(int partition, String what) {
        System.out.printf(
                "%.1f s, partition %d of %d (seed %d): %s; %d kills, %s, %d violations%n",
                (System.nanoTime() - begin) / 1e9,
                partition,
                PARTITIONS,
                SEED,
                what,
                troubles.kills(),
                ledger,
                findings.count());
    }

    private void trouble(int partition) {
        while (troubles.kills() < (long) KILLS * partition / PARTITIONS) {
            troubles.kill();
        }
        if (dice.oneIn(3)) {
            troubles.freeze();
        }
    }

    /** Waits until all lanes give firm leases again: only from there can the next cut break one. */
    private void peace() {
        long before = System.nanoTime();
        Map<String, Long> firm = new LinkedHashMap<>();
        machines.forEach(machine -> firm.put(machine.lane(), ledger.firm(machine.lane())));
        try {
            await().atMost(FIRM_WITHIN)
                    .until(() -> firm.entrySet().stream()
                            .allMatch(lane -> ledger.firm(lane.getKey()) > lane.getValue() + FIRM));
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("not all lanes give firm leases again: " + outlook(firm), late);
        }
        System.out.printf("all lanes give firm leases after %.1f s%n", (System.nanoTime() - before) / 1e9);
    }

    /** What each lane says of the others, to understand a failure. @param before how many firm leases it had given */
    private String outlook(Map<String, Long> before) {
        StringBuilder outlook = new StringBuilder();
        for (Machine machine : machines) {
            String told;
            try {
                told = watch(machine, "lanes", "LANES");
            } catch (IOException e) {
                told = "it does not answer: " + e.getMessage();
            }
            long more = ledger.firm(machine.lane()) - before.getOrDefault(machine.lane(), 0L);
            outlook.append("\n%s: %d firm leases since; %s".formatted(machine.lane(), more, told));
        }
        return outlook.toString();
    }

    private void heal() {
        wiring.mend();
        machines.forEach(Machine::thaw);
        troubles.mindTheDead();
        machines.forEach(Machine::awaitReady);
    }

    private void converge() {
        long healed = System.nanoTime();
        await().atMost(CONVERGES_WITHIN)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> machines.stream()
                                .map(machine -> Copy.count(machine.folder()))
                                .distinct()
                                .count()
                        == 1);
        System.out.printf("all lanes have the same after %.1f s%n", (System.nanoTime() - healed) / 1e9);
    }

    private void judge() throws IOException {
        Map<String, List<String>> reviews = new LinkedHashMap<>();
        for (Machine machine : machines) {
            reviews.put(machine.lane(), review(machine));
        }
        machines.forEach(Machine::stop);
        List<Copy> copies = machines.stream()
                .map(machine -> Copy.of(machine.lane(), machine.folder()))
                .toList();
        Judge judge = new Judge(findings, ledger, copies);
        judge.judge(reviews);
        System.out.printf(
                "killed %d times, cut %d times (seed %d): %s, %d entries, %d double edits, %d violations%n",
                troubles.kills(),
                PARTITIONS,
                SEED,
                ledger,
                copies.get(0).entries().size(),
                judge.branches(),
                findings.count());
        assertEquals(List.of(), findings.sentences(), "seed " + SEED);
        assertTrue(
                PARTITIONS < ENOUGH || judge.branches() > 0,
                "no cut ever made a double edit: the test did not try hard enough");
        Folders.clear(place);
    }

    private static List<String> review(Machine machine) throws IOException {
        return CASE.matcher(watch(machine, "review", "REVIEW"))
                .results()
                .map(hit -> hit.group(1))
                .toList();
    }

    /** What a lane answers to a new watcher. */
    private static String watch(Machine machine, String what, String type) throws IOException {
        try (TillLine line = TillLine.open(machine, "auditor")) {
            awaitHeard(line, "SYNC_STATUS");
            line.send("{\"type\":\"WATCH\",\"what\":[\"" + what + "\"]}");
            return awaitHeard(line, type);
        }
    }

    private static String awaitHeard(TillLine line, String type) throws IOException {
        String text = "";
        while (!Words.is(text, type)) {
            TillLine.Heard heard = line.next(CONVERGES_WITHIN.toMillis());
            text = heard == null ? "" : String.valueOf(heard.text());
        }
        return text;
    }
}
