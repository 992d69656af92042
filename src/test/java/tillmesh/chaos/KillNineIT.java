package tillmesh.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tillmesh.chaos.rig.Folders;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.NodeProcess;
import tillmesh.sim.Dice;

/**
 * The process of a node is killed again and again in the middle of writes. {@code -Dchaos.kills=N} says how often,
 * {@code -Dtillmesh.seed=N} what the tills do and after how many answers each kill comes; between answer and kill the
 * operating system throws dice of its own.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KillNineIT {
    private static final int KILLS = Integer.getInteger("chaos.kills", 25);
    private static final long SEED = Long.getLong("tillmesh.seed", 1);
    private static final int ACKS_MAX = 1_500;
    private static final int AUDIT_EVERY = 10;

    private final Dice dice = new Dice(SEED);
    private final Launch launch = Launch.in(Folders.fresh("kill"));
    private Map<String, String> seen = Map.of();

    @Test
    void what_was_acknowledged_is_there_after_every_kill_and_nothing_is_there_twice() throws IOException {
        try (Storm storm = Storm.begin(launch.port(), StormRules.usual(), dice.split())) {
            for (int kill = 1; kill <= KILLS; kill++) {
                killOnce(storm);
                if (kill % AUDIT_EVERY == 0) {
                    assertEquals(0, Lab.prove(launch), "the chain closes after kill " + kill);
                    audit(storm, kill);
                }
            }
            last(storm);
            System.out.printf(
                    "killed %d times (seed %d): %d acknowledgements checked, %d of them asked for again, %d violations%n",
                    KILLS,
                    SEED,
                    storm.book().ackCount(),
                    storm.book().repeats(),
                    storm.findings().count());
            assertEquals(List.of(), storm.findings().sentences(), "seed " + SEED);
        }
    }

    private void killOnce(Storm storm) {
        try (NodeProcess node = NodeProcess.spawn(launch)) {
            if (dice.oneIn(6)) {
                // In the middle of opening and checking the journal, or of the first writes after it.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(dice.between(20, 900)));
            } else {
                storm.awaitAcks(dice.between(1, ACKS_MAX));
                LockSupport.parkNanos(dice.nextInt(3_000_000));
            }
            node.kill();
        }
    }

    private void audit(Storm storm, int kill) throws IOException {
        try (NodeProcess node = NodeProcess.start(launch)) {
            storm.calm();
            seen = Audit.of(storm, "after-" + kill, seen);
            System.out.printf(
                    "kill %d of %d (seed %d): %d acknowledgements, %d entries of tills, %d violations%n",
                    kill,
                    KILLS,
                    SEED,
                    storm.book().ackCount(),
                    seen.size(),
                    storm.findings().count());
            storm.goOn();
            storm.awaitAcks(1);
            node.kill();
        }
    }

    private void last(Storm storm) throws IOException {
        try (NodeProcess node = NodeProcess.start(launch)) {
            storm.settle();
            seen = Audit.of(storm, "last", seen);
            assertEquals(storm.book().namedCount(), seen.size(), "every operation was done once");
            node.stop();
        }
        assertEquals(0, Lab.prove(launch), "the chain closes at the end");
        Folders.clear(launch.dir());
    }
}
