package tillmesh.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tillmesh.chaos.rig.Folders;
import tillmesh.chaos.rig.Launch;
import tillmesh.chaos.rig.Ports;
import tillmesh.chaos.rig.Probe;
import tillmesh.chaos.rig.Words;

/** Lanes L1, L2, L3 … of one shop on this machine, each with a folder of its own. None runs until it is started. */
final class Shop implements AutoCloseable {
    private final Path place;
    private final List<LaneNode> lanes = new ArrayList<>();

    private Shop(Path place) {
        this.place = place;
    }

    /** So many lanes. */
    static Shop of(int count) {
        Shop shop = new Shop(Folders.fresh("shop"));
        List<Integer> ports = Ports.forLanes(count);
        String hosts = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        for (int lane = 1; lane <= count; lane++) {
            shop.lanes.add(new LaneNode(Launch.in(shop.place.resolve("L" + lane))
                    .as("L" + lane, Probe.freePort())
                    .with("--store.id=S1", "--peer.stack=loopback", "--peer.hosts=" + hosts)
                    .with("--peer.port=" + ports.get(lane - 1))));
        }
        return shop;
    }

    /** Starts all lanes at once and waits until each has met all others. */
    void open() {
        lanes.forEach(LaneNode::spawn);
        lanes.forEach(LaneNode::awaitReady);
        awaitTogether();
    }

    /** Waits until each lane says that all others are here and have everything it wrote. */
    void awaitTogether() {
        lanes.forEach(lane -> lane.awaitOthers(lanes.size() - 1));
    }

    /** The lane that grants, by the word of L1. */
    LaneNode coordinator() {
        try (Screen screen = lane(1).screen("manager")) {
            screen.send("{\"type\":\"WATCH\",\"what\":[\"lanes\"]}");
            String name = Words.text(screen.awaitHeard("LANES", ""), "coordinator");
            return lanes.stream()
                    .filter(lane -> lane.launch().lane().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** @param number from 1 */
    LaneNode lane(int number) {
        return lanes.get(number - 1);
    }

    /** All lanes, whether they run or not. */
    List<LaneNode> lanes() {
        return List.copyOf(lanes);
    }

    @Override
    public void close() {
        lanes.forEach(LaneNode::close);
    }
}
