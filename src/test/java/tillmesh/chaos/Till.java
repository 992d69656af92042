package tillmesh.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tillmesh.chaos.Book.Ack;
import tillmesh.chaos.Op.Kind;
import tillmesh.chaos.rig.RawSocket;
import tillmesh.chaos.rig.Words;
import tillmesh.sim.Dice;

/**
 * One till in the storm, on a thread of its own: it sells, loses its node, comes back, and sends everything again that was
 * not acknowledged, under the same names and in the same order.
 */
final class Till implements Runnable {
    private static final long RETRY_NANOS = 5_000_000;
    private static final int REMEMBERED = 8;

    private final int number;
    private final Storm storm;
    private final Dice dice;
    private final Script script;
    private final Map<String, Op> waiting = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<Op> lately = new ArrayList<>();
    private @Nullable String openOrder;
    private long ticket;

    Till(int number, Storm storm, Dice dice) {
        this.number = number;
        this.storm = storm;
        this.dice = dice;
        this.script = new Script(number, dice.split(), storm.rules().padding());
    }

    @Override
    public void run() {
        while (!storm.over()) {
            RawSocket socket = null;
            try {
                socket = storm.connect();
                signIn(socket);
                sendAgain(socket);
                sell(socket);
                return;
            } catch (IOException gone) {
                storm.lost(socket == null ? 0 : socket.closeCode());
                LockSupport.parkNanos(RETRY_NANOS);
            } catch (RuntimeException bug) {
                storm.findings().add("till " + number + " cannot go on: " + bug);
                return;
            } finally {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }

    /** What it waits for, to understand a failure. Any thread. */
    @Override
    public String toString() {
        return "till " + number + " waits for " + waiting.values();
    }

    private void signIn(RawSocket socket) throws IOException {
        String order = openOrder;
        long known = order == null ? 0 : storm.book().version(order);
        socket.send("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"till-" + number + "\"}");
        for (String heard = socket.text(); !Words.is(heard, "SYNC_STATUS"); heard = socket.text()) {
            storm.findings().unless(!Words.is(heard, "AUTH_FAIL"), "till %d may not sign in: %s", number, heard);
            if (Words.is(heard, "SYNC_INIT") && order != null && known > 0) {
                long stored = versionIn(heard, order);
                storm.findings()
                        .unless(
                                stored >= known,
                                "%s was acknowledged at version %d and SYNC_INIT says %d",
                                order,
                                known,
                                stored);
            }
        }
    }

    // A finalised order is not among the active ones; an open one must be.
    private long versionIn(String syncInit, String order) {
        int at = syncInit.indexOf("\"posReference\":\"" + order + "\",\"version\":");
        boolean maybePaid = waiting.values().stream().anyMatch(op -> op.kind() == Kind.ORDER_FINALIZE);
        return at < 0 ? (maybePaid ? Long.MAX_VALUE : 0) : Words.number(syncInit.substring(at), "version");
    }

    private void sendAgain(RawSocket socket) throws IOException {
        for (Op op : List.copyOf(lately)) {
            if (dice.oneIn(2)) {
                socket.send(op.message());
            }
        }
        for (Op op : List.copyOf(waiting.values())) {
            socket.send(op.message());
        }
    }

    private void sell(RawSocket socket) throws IOException {
        while (!storm.winding() || !waiting.isEmpty()) {
            if (storm.isCalm() && waiting.isEmpty()) {
                storm.rest();
            }
            while (!storm.winding()
                    && !storm.isCalm()
                    && waiting.size() < storm.rules().window()) {
                ask(socket, script.next());
            }
            if (waiting.isEmpty()) {
                continue;
            }
            hear(socket, socket.text());
            if (dice.oneIn(64)) {
                provoke(socket);
            }
        }
    }

    private void ask(RawSocket socket, Op op) throws IOException {
        storm.book().asked(op);
        waiting.put(op.id(), op);
        if (op.kind() == Kind.LEASE_ACQUIRE) {
            openOrder = op.order();
        }
        socket.send(op.message());
    }

    private void hear(RawSocket socket, String heard) throws IOException {
        if (Words.is(heard, "TICKET_NUMBER_RESPONSE")) {
            ticket = Words.number(heard, "ticketNumber");
        } else if (Words.is(heard, "ACK")) {
            answered(socket, Words.text(heard, "opId"), heard);
        } else if (Words.is(heard, "LEASE_REVOKED")) {
            storm.findings().add("till " + number + " lost its order: " + heard);
        }
    }

    private void answered(RawSocket socket, String id, String heard) throws IOException {
        if (!heard.contains("\"ok\":true")) {
            refused(socket, id, heard);
            return;
        }
        Op op = storm.book().of(id);
        boolean ticketed = op.kind() == Kind.TICKET_NUMBER_REQUEST;
        storm.book()
                .acked(
                        op,
                        new Ack(Words.text(heard, "entryId"), Words.number(heard, "version"), ticketed ? ticket : 0));
        if (waiting.remove(id) != null) {
            storm.heardAck();
            lately.add(op);
            if (lately.size() > REMEMBERED) {
                lately.remove(0);
            }
            if (op.kind() == Kind.ORDER_FINALIZE) {
                openOrder = null;
            }
        }
    }

    private void refused(RawSocket socket, String id, String heard) throws IOException {
        Op op = waiting.get(id);
        if (op != null && storm.rules().mayBeRefused().contains(Words.text(heard, "code"))) {
            storm.heardRefusal();
            LockSupport.parkNanos(RETRY_NANOS);
            socket.send(op.message());
        } else {
            storm.findings().add("till " + number + " was refused: " + heard);
        }
    }

    /** Saves over a version it should know: the node must say which one is stored, and it must be no older than acknowledged. */
    private void provoke(RawSocket socket) throws IOException {
        while (!waiting.isEmpty()) {
            hear(socket, socket.text());
        }
        String order = openOrder;
        if (order == null || storm.book().version(order) == 0) {
            return;
        }
        String probe = "probe-" + number;
        socket.send("{\"type\":\"ORDER_SNAPSHOT\",\"opId\":\"" + probe + "\",\"posReference\":\"" + order
                + "\",\"baseVersion\":0,\"snapshot\":{\"status\":\"paid\",\"lines\":[]}}");
        long stored = -1;
        String heard = socket.text();
        while (!Words.text(heard, "opId").equals(probe)) {
            if (Words.is(heard, "CONFLICT")) {
                stored = Words.number(heard, "hubVersion");
            }
            hear(socket, heard);
            heard = socket.text();
        }
        if (storm.rules().mayBeRefused().contains(Words.text(heard, "code"))) {
            return;
        }
        storm.findings()
                .unless(
                        stored == storm.book().version(order),
                        "%s was acknowledged at version %d and CONFLICT says %d",
                        order,
                        storm.book().version(order),
                        stored);
    }
}
