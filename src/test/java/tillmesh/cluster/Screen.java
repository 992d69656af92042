package tillmesh.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tillmesh.chaos.rig.RawSocket;
import tillmesh.chaos.rig.Words;

/** A screen at one lane, which remembers all it hears. A thread of its own reads; the test's thread sends. */
final class Screen implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final AtomicInteger OPERATIONS = new AtomicInteger();

    private final RawSocket socket;
    private final String device;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private Screen(RawSocket socket, String device) {
        this.socket = socket;
        this.device = device;
    }

    /** Connects and signs in; returns when the lane has told all that it tells at first. */
    static Screen open(int port, String device) throws IOException {
        Screen screen = new Screen(RawSocket.connect(port), device);
        Thread reader = new Thread(screen::read, device);
        reader.setDaemon(true);
        reader.start();
        screen.send("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"" + device + "\"}");
        screen.awaitHeard("SYNC_STATUS", "");
        return screen;
    }

    private void read() {
        try {
            while (true) {
                heard.add(socket.text());
            }
        } catch (IOException gone) {
            // The lane was killed, or the test is over; what was heard stays.
        }
    }

    void send(String message) {
        try {
            socket.send(message);
        } catch (IOException e) {
            throw new AssertionError(device + " cannot send", e);
        }
    }

    /** Opens a new order and saves its first version. @return the name of the operation */
    String save(String order) {
        ok(acquire(order));
        return snapshot(order, "open");
    }

    /** Sells: saves a paid order, which needs no lease. @return the name of the operation, before it is acknowledged */
    String pay(String order) {
        return snapshot(order, "paid");
    }

    /** Asks for the right to write an order. @return the name of the operation, before it is answered */
    String acquire(String order) {
        return ask("LEASE_ACQUIRE", order, ",\"baseVersion\":0");
    }

    /** Gives that right back. @return the name of the operation, before it is answered */
    String release(String order) {
        return ask("LEASE_RELEASE", order, "");
    }

    private String snapshot(String order, String status) {
        String lines = "\"status\":\"" + status + "\",\"lines\":[]}";
        return ask("ORDER_SNAPSHOT", order, ",\"baseVersion\":0,\"snapshot\":{\"op\":\"ID\"," + lines);
    }

    /** @param more further members; ID in it becomes the name of the operation */
    private String ask(String type, String order, String more) {
        String id = operation();
        send("{\"type\":\"" + type + "\",\"opId\":\"" + id + "\",\"posReference\":\"" + order + "\""
                + more.replace("ID", id) + "}");
        return id;
    }

    private static String operation() {
        return "op-" + OPERATIONS.incrementAndGet() + "-";
    }

    /** Waits until an operation is acknowledged as done. @return the acknowledgement */
    String ok(String operation) {
        String ack = answer(operation);
        if (!ack.contains("\"ok\":true")) {
            throw new AssertionError(device + " was refused: " + ack);
        }
        return ack;
    }

    /** Waits until an operation is answered, done or refused. */
    String answer(String operation) {
        return awaitHeard("ACK", "\"opId\":\"" + operation + "\"");
    }

    /** Waits until an operation is on another lane's disk. */
    void safe(String operation) {
        await().atMost(PATIENCE).pollInterval(LOOK).until(() -> state(operation).equals("peer_ack"));
    }

    /** The state that was told last for an operation; empty when none was. */
    String state(String operation) {
        List<String> told = states(operation);
        return told.isEmpty() ? "" : told.get(told.size() - 1);
    }

    /** All states that were told for an operation, the one in its acknowledgement first. */
    List<String> states(String operation) {
        return heard.stream()
                .filter(one -> Words.is(one, "ACK") || Words.is(one, "SALE_STATE"))
                .filter(one -> one.contains("\"opId\":\"" + operation + "\""))
                .map(one -> Words.text(one, "state"))
                .toList();
    }

    /** What it heard of that type that contains that text. */
    List<String> heard(String type, String part) {
        return heard.stream()
                .filter(one -> Words.is(one, type) && one.contains(part))
                .toList();
    }

    /** Waits for the first message of that type that contains that text. */
    String awaitHeard(String type, String part) {
        await().atMost(PATIENCE)
                .pollInterval(LOOK)
                .alias(device + " hears " + type + " " + part)
                .until(() -> !heard(type, part).isEmpty());
        return heard(type, part).get(0);
    }

    /** The newest message of that type, empty before there is one. */
    String newest(String type) {
        List<String> all = heard(type, "");
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    /** How many open orders whose names begin so it was told of when it signed in. */
    int ordersAtSignIn(String name) {
        return heard("SYNC_INIT", "").get(0).split("\"posReference\":\"" + name, -1).length - 1;
    }

    /** Waits until the lane has worked off what this screen sent before. */
    void fence() {
        ok(pay("fence-" + OPERATIONS.incrementAndGet()));
    }

    @Override
    public String toString() {
        return device;
    }

    @Override
    public void close() {
        socket.close();
    }
}
