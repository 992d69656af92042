package tillmesh.cluster.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tillmesh.chaos.rig.Findings;
import tillmesh.sim.Dice;

/** All tills of the shop, each on a thread of its own. */
final class Rush implements AutoCloseable {
    private static final long SETTLES_WITHIN_MILLIS = TimeUnit.MINUTES.toMillis(5);

    private final Findings findings;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean winding;
    private volatile boolean over;

    private Rush(Findings findings) {
        this.findings = findings;
    }

    /** Begins. @param each how many tills a lane has */
    static Rush begin(List<Machine> machines, int each, Ledger ledger, Findings findings, Dice dice) {
        Rush rush = new Rush(findings);
        for (Machine machine : machines) {
            for (int till = 1; till <= each; till++) {
                String device = "till-" + machine.lane() + "-" + till;
                Cashier cashier = new Cashier(machine, device, ledger, () -> rush.over);
                Day day = new Day(cashier, ledger, dice.split());
                Thread thread = new Thread(() -> rush.work(cashier, day), device);
                rush.threads.add(thread);
                thread.start();
            }
        }
        return rush;
    }

    private void work(Cashier till, Day day) {
        try {
            while (!winding) {
                day.serve();
            }
        } catch (RuntimeException stuck) {
            if (!over) {
                findings.add(till.device() + " cannot go on: " + stuck);
            }
        } finally {
            till.close();
        }
    }

    /** No new customers; waits until each till has an answer to all it asked. All lanes must be there. */
    void settle() throws InterruptedException {
        winding = true;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLES_WITHIN_MILLIS);
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            findings.unless(!thread.isAlive(), "%s still waits for an answer", thread.getName());
        }
    }

    @Override
    public void close() {
        winding = true;
        over = true;
    }
}
