package tillmesh.peer.jgroups;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tillmesh.config.ConfigReader;
import tillmesh.peer.CopyMessage.Kept;
import tillmesh.peer.CopyMessage.Relay;
import tillmesh.peer.PeerId;
import tillmesh.peer.PeerMessage;
import tillmesh.peer.PeerView;
import tillmesh.peer.Peers;

/**
 * A lane's way to others in a process of its own, so that a test can kill and freeze it. Obeys lines: {@code ping N} (to lane
 * 2, waits for each answer), {@code flood} (fills the queue of lane 3 and keeps it full).
 */
final class PeerProcess implements Peers.Listener {
    private static final int BULK = 20 << 10;
    private static final int FLOOD_MILLIS = 10_000;

    private final JGroupsPeers peers;
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private PeerProcess(JGroupsPeers peers) {
        this.peers = peers;
    }

    public static void main(String[] args) throws Exception {
        int lane = Integer.parseInt(args[0]);
        List<String> settings = Arrays.asList(args).subList(1, args.length);
        PeerProcess process = new PeerProcess(new JGroupsPeers(
                Lanes.id(lane), ConfigReader.ofArguments(settings).config()));
        process.peers.open(process);
        process.obey();
    }

    private void obey() throws IOException, InterruptedException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            if (order.startsWith("ping ")) {
                ping(Integer.parseInt(order.substring(5)));
            } else if (order.equals("flood")) {
                Thread flood = new Thread(this::flood, "flood");
                flood.setDaemon(true);
                flood.start();
            }
        }
        peers.close();
    }

    /** Half of them control, half data, one after the other. */
    private void ping(int times) throws InterruptedException {
        long worst = 0;
        int lost = 0;
        for (int n = 0; n < times; n++) {
            long before = System.nanoTime();
            peers.send(Lanes.id(2), message("ping", n));
            String answer = answers.poll(10, TimeUnit.SECONDS);
            lost += answer == null ? 1 : 0;
            worst = Math.max(worst, System.nanoTime() - before);
            answers.clear();
            new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
        }
        say("pinged " + TimeUnit.NANOSECONDS.toMillis(worst) + " " + lost);
    }

    private static PeerMessage message(String what, int n) {
        return n % 2 == 0 ? new Kept(what, List.of()) : new Relay(what, "{}");
    }

    private void flood() {
        Relay bulk = new Relay("bulk", "x".repeat(BULK));
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FLOOD_MILLIS);
        int taken = 0;
        boolean full = false;
        while (System.nanoTime() < until) {
            if (peers.send(Lanes.id(3), bulk)) {
                taken++;
            } else {
                if (!full) {
                    say("full after " + taken);
                }
                full = true;

                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    @Override
    public void view(PeerView view) {
        say("view "
                + view.members().stream()
                        .map(PeerId::lane)
                        .map(Object::toString)
                        .collect(Collectors.joining(",")));
    }

    @Override
    public void heard(PeerId from, PeerMessage message) {
        boolean control = message instanceof Kept;
        String what = message instanceof Kept kept ? kept.disk() : ((Relay) message).kind();
        if (what.equals("ping")) {
            peers.send(from, message("pong", control ? 0 : 1));
        } else if (what.equals("pong")) {
            answers.add(what);
        }
    }
}
