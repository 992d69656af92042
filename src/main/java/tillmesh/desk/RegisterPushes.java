package tillmesh.desk;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.RegisterOffice.Answer;
import tillmesh.fault.Fault;
import tillmesh.journal.RegisterRow;
import tillmesh.lease.Holder;
import tillmesh.lease.Resource;
import tillmesh.loop.Loop;
import tillmesh.loop.Note;
import tillmesh.peer.LeaseRegister;
import tillmesh.shop.LaneId;
import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;

/**
 * Has Odoo make the registers of the shop, one after the other, on one lane at a time by a lease. Two lanes that are cut off
 * from each other may both do it: a register's key makes that harmless. A silence is never given up; a refusal is counted.
 * Loop thread only.
 */
final class RegisterPushes {
    static final Duration TICK = Duration.ofSeconds(1);

    private static final long FIRST_MILLIS = 1_000;
    private static final long MOST_MILLIS = 60_000;
    private static final long LEASE_AGAIN_MILLIS = 10_000;
    /** Longer than all calls of one register together may take; what comes later is not listened to. */
    private static final long ANSWER_MOST_MILLIS = 180_000;

    private final Loop loop;
    private final RandomGenerator dice;
    private final Registers registers;
    private final RegisterOffice office;
    private final Consumer<@Nullable String> silent;
    private final Holder holder;
    private final Map<String, Long> notBefore = new HashMap<>();
    private @Nullable LeaseRegister shop;
    private @Nullable Push underWay;
    private int silences;
    private long silentUntil;
    private long leaseAskedAt = -LEASE_AGAIN_MILLIS;

    /** A register that is asked for. Compared by identity. */
    private static final class Push {
        final long since;

        Push(long since) {
            this.since = since;
        }
    }

    /** @param silent told why Odoo says nothing, and null when it speaks again; loop thread */
    RegisterPushes(
            Loop loop,
            RandomGenerator dice,
            LaneId own,
            Registers registers,
            RegisterOffice office,
            Consumer<@Nullable String> silent) {
        this.loop = loop;
        this.dice = dice;
        this.registers = registers;
        this.office = office;
        this.silent = silent;
        this.holder = new Holder(new ScreenId("lane " + own), 0, Role.CASHIER, "");
    }

    /** From here on the lanes agree on who does it. Before the loop starts. */
    void join(LeaseRegister register) {
        shop = register;
    }

    void tick() {
        Push push = underWay;
        if (push != null && loop.millis() - push.since > ANSWER_MOST_MILLIS) {
            underWay = null;
        }
        List<RegisterRow> waiting = registers.waiting();
        if (!mine(!waiting.isEmpty()) || underWay != null || loop.millis() < silentUntil) {
            return;
        }
        waiting.stream()
                .filter(row -> notBefore.getOrDefault(row.key(), 0L) <= loop.millis())
                .findFirst()
                .ifPresent(row -> loop.effect(() -> push(row)));
    }

    /** Whether this lane may; asks for the lease when something waits, gives it back when nothing does. */
    private boolean mine(boolean wanted) {
        LeaseRegister lanes = shop;
        if (lanes == null) {
            return wanted;
        }
        boolean held = lanes.clerk().claim(Resource.registers()) != null;
        if (held && !wanted) {
            lanes.release(Resource.registers());
        } else if (wanted && !held && loop.millis() - leaseAskedAt >= LEASE_AGAIN_MILLIS) {
            leaseAskedAt = loop.millis();
            // What the answer is shows when the clerk is asked; a lane that is denied asks again, the holder may die.
            lanes.ask(Resource.registers(), holder, false, verdict -> {});
        }
        return wanted && lanes.clerk().valid(Resource.registers(), holder) != null;
    }

    private void push(RegisterRow row) {
        Push push = new Push(loop.millis());
        underWay = push;
        office.make(
                row.key(),
                String.valueOf(row.name()),
                row.cash(),
                answer -> loop.must(new Note() {
                    @Override
                    public void run() {
                        answered(row, answer);
                        loop.effect(() -> end(push, answer));
                    }

                    @Override
                    public void failed(Fault why) {
                        // Not written down: it is asked for again, and Odoo finds what it made.
                        end(push, new Answer.Silent("the disk of this lane does not take its answer"));
                    }
                }));
    }

    private void answered(RegisterRow asked, Answer answer) {
        RegisterRow row = registers.waiting().stream()
                .filter(one -> one.key().equals(asked.key()))
                .findFirst()
                .orElse(null);
        if (row == null) {
            // Another lane was told meanwhile.
            return;
        }
        if (answer instanceof Answer.Made made) {
            registers.pushed(row, made.configId());
        } else if (answer instanceof Answer.Refused refused) {
            registers.refused(row, refused.reason());
            int tries = row.tries() + 1;
            loop.effect(() -> notBefore.put(row.key(), loop.millis() + pause(tries)));
        }
    }

    private void end(Push push, Answer answer) {
        if (underWay == push) {
            underWay = null;
        }
        if (answer instanceof Answer.Silent quiet) {
            silences++;
            silentUntil = loop.millis() + pause(silences);
            silent.accept(quiet.why());
        } else {
            silences = 0;
            silentUntil = 0;
            silent.accept(null);
        }
    }

    // Rolled, so that lanes which lost Odoo together do not come back together.
    private long pause(int failures) {
        long full = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
        return dice.nextLong(full / 2, full + 1);
    }
}
