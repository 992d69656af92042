package tillmesh.cluster.net;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tillmesh.chaos.rig.Words;
import tillmesh.cluster.net.Ledger.Sale;
import tillmesh.cluster.net.TillLine.Heard;
import tillmesh.sim.Dice;

/**
 * A till at one lane that gets an answer to everything it asks, however often its lane dies meanwhile: after a loss it signs
 * in again and asks again under the same name. What it does is the matter of {@link Day}. One thread.
 */
final class Cashier {
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LOOK_MILLIS = 100;
    /** Only a lane that hangs takes so long; the longest freeze is far shorter. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);

    private final Machine machine;
    private final String device;
    private final Ledger ledger;
    private final BooleanSupplier over;
    private final Shelf shelf = new Shelf();
    private @Nullable TillLine line;
    private int operations;
    private @Nullable String lastWrite;

    /** @param device unlike that of all other tills @param over whether nobody waits for it any more */
    Cashier(Machine machine, String device, Ledger ledger, BooleanSupplier over) {
        this.machine = machine;
        this.device = device;
        this.ledger = ledger;
        this.over = over;
    }

    /** The answer to a request. @param granted the grant that came with it, null when none did @param sentNanos when it was asked first */
    record Answer(String ack, @Nullable Heard granted, long sentNanos) {
        boolean ok() {
            return ack.contains("\"ok\":true");
        }

        long version() {
            return Words.number(ack, "version");
        }
    }

    String device() {
        return device;
    }

    String lane() {
        return machine.lane();
    }

    /** The orders of all that it was told of. */
    Shelf shelf() {
        return shelf;
    }

    Answer acquire(String order, long base) {
        return ask(operation(), "LEASE_ACQUIRE", order, ",\"baseVersion\":" + base);
    }

    Answer release(String order) {
        String id = operation();
        ledger.asked(new Sale(id, device, order, false, false));
        return written(id, ask(id, "LEASE_RELEASE", order, ""));
    }

    Answer save(String order, long base, boolean paid, Dice dice) {
        String id = operation();
        ledger.asked(new Sale(id, device, order, paid, true));
        return written(
                id,
                ask(
                        id,
                        "ORDER_SNAPSHOT",
                        order,
                        ",\"baseVersion\":" + base + ",\"snapshot\":" + snapshot(id, paid, dice)));
    }

    Answer finish(String order, Dice dice) {
        String id = operation();
        ledger.asked(new Sale(id, device, order, true, true));
        return written(
                id, ask(id, "ORDER_FINALIZE", order, ",\"configId\":1,\"snapshot\":" + snapshot(id, true, dice)));
    }

    private static String snapshot(String id, boolean paid, Dice dice) {
        return "{\"op\":\"" + id + "\",\"status\":\"" + (paid ? "paid" : "open") + "\",\"note\":\"" + dice.word(0, 300)
                + "\",\"lines\":[{\"productId\":" + dice.between(1, 500) + "}]}";
    }

    private String operation() {
        return device + "-" + ++operations + "-";
    }

    private Answer written(String id, Answer answer) {
        if (answer.ok()) {
            ledger.acked(id, Words.text(answer.ack(), "entryId"));
        } else {
            ledger.refused(Words.text(answer.ack(), "code"));
        }
        return answer;
    }

    private Answer ask(String id, String type, String order, String more) {
        String message =
                "{\"type\":\"" + type + "\",\"opId\":\"" + id + "\",\"posReference\":\"" + order + "\"" + more + "}";
        long sent = System.nanoTime();
        while (System.nanoTime() - sent < PATIENCE_NANOS && !over.getAsBoolean()) {
            try {
                TillLine open = line();
                open.send(message);
                Answer answer = hear(open, id, order, sent);
                lastWrite = type.startsWith("ORDER") && answer.ok() ? message : lastWrite;
                return answer;
            } catch (IOException gone) {
                hangUp();
            }
        }
        throw new IllegalStateException(device + " at " + lane() + " got no answer to " + message);
    }

    private Answer hear(TillLine open, String id, String order, long sent) throws IOException {
        AtomicReference<Heard> granted = new AtomicReference<>();
        Heard ack = hear(open, heard -> {
            if (Words.is(text(heard), "LEASE_GRANTED")
                    && Words.text(text(heard), "posReference").equals(order)) {
                granted.set(heard);
            }
            return Words.is(text(heard), "ACK")
                    && Words.text(text(heard), "opId").equals(id);
        });
        return new Answer(text(ack), granted.get(), sent);
    }

    /** Listens until something comes. @throws IOException when the connection is lost, or nothing comes for too long */
    private Heard hear(TillLine open, Predicate<Heard> wanted) throws IOException {
        long since = System.nanoTime();
        while (System.nanoTime() - since < PATIENCE_NANOS && !over.getAsBoolean()) {
            Heard next = open.next(LOOK_MILLIS);
            if (next != null) {
                shelf.told(text(next));
                if (wanted.test(next)) {
                    return next;
                }
            }
        }
        throw new IOException("no answer");
    }

    private static String text(Heard heard) {
        return String.valueOf(heard.text());
    }

    /** Listens for so long without asking for anything. */
    void rest(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end && !over.getAsBoolean()) {
            try {
                Heard next = line().next(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                if (next != null) {
                    shelf.told(text(next));
                }
            } catch (IOException gone) {
                hangUp();
            }
        }
    }

    private TillLine line() throws IOException {
        TillLine open = line;
        if (open == null) {
            open = TillLine.open(machine, device);
            line = open;
            hear(open, heard -> Words.is(text(heard), "SYNC_STATUS"));
            String again = lastWrite;
            if (again != null) {
                // It was done; the lane must say so, with the same entry, and not do it again.
                open.send(again);
                String id = Words.text(again, "opId");
                written(id, hear(open, id, "", System.nanoTime()));
            }
        }
        return open;
    }

    private void hangUp() {
        if (line != null) {
            line.close();
            line = null;
        }
        // What becomes of its leases meanwhile it cannot know.
        shelf.hungUp();
        LockSupport.parkNanos(RETRY_NANOS);
    }

    void close() {
        hangUp();
    }
}
