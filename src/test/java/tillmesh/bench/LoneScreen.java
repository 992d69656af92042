package tillmesh.bench;

import java.io.IOException;
import tillmesh.chaos.rig.RawSocket;

/** One screen that does one thing after the other and waits for each answer. One thread. */
final class LoneScreen implements AutoCloseable {
    private final RawSocket socket;
    private long operations;

    private LoneScreen(RawSocket socket) {
        this.socket = socket;
    }

    /** Signs in. */
    static LoneScreen at(int port, String device) throws IOException {
        LoneScreen screen = new LoneScreen(RawSocket.connect(port));
        screen.send("{\"type\":\"AUTH\",\"token\":\"\",\"deviceId\":\"" + device + "\"}");
        screen.await("SYNC_STATUS");
        return screen;
    }

    void send(String message) throws IOException {
        socket.send(message);
    }

    /** The next message of a type; others are passed over. */
    String await(String type) throws IOException {
        String text = socket.text();
        while (!text.startsWith("{\"type\":\"" + type + "\"")) {
            text = socket.text();
        }
        return text;
    }

    /** Asks for a new order until it has it. @return LEASE_GRANTED */
    String acquire(String order) throws IOException {
        while (true) {
            send("{\"type\":\"LEASE_ACQUIRE\",\"posReference\":\"" + order + "\",\"baseVersion\":0}");
            String answer = socket.text();
            while (!answer.startsWith("{\"type\":\"LEASE_GRANTED\"")
                    && !answer.startsWith("{\"type\":\"LEASE_DENIED\"")) {
                answer = socket.text();
            }
            if (answer.startsWith("{\"type\":\"LEASE_GRANTED\"")) {
                return answer;
            }
        }
    }

    /** Gives an order back and waits until that is written. */
    void release(String order) throws IOException {
        send("{\"type\":\"LEASE_RELEASE\",\"posReference\":\"" + order + "\",\"opId\":\"r" + ++operations + "\"}");
        await("ACK");
    }

    @Override
    public void close() {
        socket.close();
    }
}
