package tillmesh.loop;

import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Milliseconds that go on while the machine sleeps, and never back. {@link System#nanoTime} stands still in a sleeping
 * Linux; what it missed is added at the first look after waking up: by the time since the machine was booted where that is known,
 * else by how far the wall clock ran ahead. Any thread.
 */
public final class SteadyClock implements LongSupplier {
    /** The time since boot is looked at so often at least, while anybody asks for the time. */
    private static final long LOOK_MILLIS = 250;

    /** Boot time this far ahead means sleep. */
    private static final long ASLEEP_MILLIS = 1_000;

    /** A wall clock this far ahead means sleep, where it is all there is: people and time servers move it by less. */
    private static final long WALL_ASLEEP_MILLIS = 2_000;

    private static final long MILLI = 1_000_000;

    private final LongSupplier nanos;
    private final LongSupplier wallMillis;
    private final Supplier<OptionalLong> bootMillis;
    private final OptionalLong bootApart;
    private volatile long slept;
    private volatile long lookedAt;
    private volatile long wallApart;

    /**
     * @param nanos as {@link System#nanoTime}
     * @param wallMillis the wall clock; asked each time, and only trusted where boot time is not known
     * @param bootMillis how long ago the machine was booted, sleep included; empty where nobody knows
     */
    public SteadyClock(LongSupplier nanos, LongSupplier wallMillis, Supplier<OptionalLong> bootMillis) {
        this.nanos = nanos;
        this.wallMillis = wallMillis;
        this.bootMillis = bootMillis;
        long now = nanos.getAsLong() / MILLI;
        OptionalLong boot = bootMillis.get();
        bootApart = boot.isPresent() ? OptionalLong.of(boot.getAsLong() - now) : boot;
        lookedAt = now;
        wallApart = wallMillis.getAsLong() - now;
    }

    /** The clock of this machine. @param bootMillis how long ago it was booted, sleep included; empty where nobody knows */
    public static SteadyClock ofThisMachine(Supplier<OptionalLong> bootMillis) {
        return new SteadyClock(System::nanoTime, System::currentTimeMillis, bootMillis);
    }

    @Override
    public long getAsLong() {
        long now = nanos.getAsLong() / MILLI;
        long apart = wallMillis.getAsLong() - now;
        // The wall clock is cheap to read and goes on in a sleep: it tells when to look at once.
        if (now - lookedAt >= LOOK_MILLIS || Math.abs(apart - wallApart) >= ASLEEP_MILLIS) {
            look();
        }
        return now + slept;
    }

    // The only writer of what the others read; a sleep must not be counted twice.
    private synchronized void look() {
        long now = nanos.getAsLong() / MILLI;
        long apart = wallMillis.getAsLong() - now;
        OptionalLong boot = bootApart.isPresent() ? bootMillis.get() : bootApart;
        if (boot.isPresent()) {
            long ahead = boot.getAsLong() - now - bootApart.getAsLong();
            slept = ahead - slept >= ASLEEP_MILLIS ? ahead : slept;
        } else if (apart - wallApart >= WALL_ASLEEP_MILLIS) {
            slept += apart - wallApart;
        }
        wallApart = apart;
        lookedAt = now;
    }
}
