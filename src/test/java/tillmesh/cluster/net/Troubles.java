package tillmesh.cluster.net;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tillmesh.chaos.rig.Findings;
import tillmesh.sim.Dice;

/** Kills and freezes lanes, and sees to it that each comes back. One thread. */
final class Troubles {
    private static final int TRY_AGAIN = 75;

    private final List<Machine> machines;
    private final Findings findings;
    private final Dice dice;
    private int kills;

    Troubles(List<Machine> machines, Findings findings, Dice dice) {
        this.machines = machines;
        this.findings = findings;
        this.dice = dice;
    }

    int kills() {
        return kills;
    }

    /** Kills a lane and starts it again after up to two seconds, perhaps only then to be killed while it opens. */
    void kill() {
        Machine machine = dice.oneOf(machines);
        mindTheDead();
        machine.kill();
        kills++;
        pause(dice.between(0, 2_000));
        machine.start();
        pause(dice.between(0, 1_500));
    }

    /** Freezes a lane, and lets it go on. */
    void freeze() {
        Machine machine = dice.oneOf(machines);
        mindTheDead();
        machine.freeze();
        pause(dice.between(500, 20_000));
        machine.thaw();
    }

    /** Lanes that ended by themselves are started again, as a supervisor would; any end but "start me again" is a finding. */
    void mindTheDead() {
        for (Machine machine : machines) {
            if (!machine.alive()) {
                int code = machine.exitCode();
                findings.unless(
                        code == TRY_AGAIN, "%s ended by itself with %d%s", machine.lane(), code, machine.story());
                machine.start();
            }
        }
    }

    static void pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(left));
        }
    }
}
