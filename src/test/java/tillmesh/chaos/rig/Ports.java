package tillmesh.chaos.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports on which lanes of this machine can talk to each other. */
public final class Ports {
    /** Below those that the system gives to whoever calls out. */
    private static final int FIRST = 20_000;

    private static final int TRIES = 500;
    private static final int WATCH_OFFSET = 100;

    private Ports() {}

    /** So many ports that are free now, each together with the one that belongs to it. */
    public static List<Integer> forLanes(int count) {
        List<Integer> ports = new ArrayList<>();
        int start = FIRST + (int) (ProcessHandle.current().pid() % 50) * 200;
        for (int port = start; ports.size() < count && port < start + TRIES; port++) {
            boolean crosses = ports.contains(port - WATCH_OFFSET);
            if (!crosses && isFree(port) && isFree(port + WATCH_OFFSET)) {
                ports.add(port);
            }
        }
        return List.copyOf(ports);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
