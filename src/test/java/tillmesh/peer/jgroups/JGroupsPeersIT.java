package tillmesh.peer.jgroups;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.peer.CopyMessage.Kept;
import tillmesh.peer.CopyMessage.Relay;
import tillmesh.peer.PeerId;
import tillmesh.peer.PeerMessage;
import tillmesh.shop.LaneId;

/** Real channels side by side in one process. */
class JGroupsPeersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Lanes lanes = Lanes.free(3);
    private final List<JGroupsPeers> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(JGroupsPeers::close);
    }

    @Test
    void three_lanes_meet_and_what_one_says_arrives_in_order() {
        Ears ears1 = new Ears();
        Ears ears2 = new Ears();
        Ears ears3 = new Ears();
        JGroupsPeers lane1 = open(1, "S1", ears1);
        open(2, "S1", ears2);
        open(3, "S1", ears3);
        Set<PeerId> all = Set.of(Lanes.id(1), Lanes.id(2), Lanes.id(3));
        await().atMost(PATIENCE).until(() -> sees(ears1, all) && sees(ears2, all) && sees(ears3, all));

        List<PeerMessage> said = IntStream.range(0, 500)
                .<PeerMessage>mapToObj(n -> new Relay("n", "{\"n\":" + n + "}"))
                .toList();
        said.forEach(message -> assertTrue(lane1.send(Lanes.id(2), message)));

        await().atMost(PATIENCE).until(() -> ears2.heard.size() == said.size());
        assertEquals(said, ears2.from(Lanes.id(1)));
        assertEquals(List.of(), ears3.heard);
        assertEquals(Lanes.id(1), ears3.views.get(ears3.views.size() - 1).coordinator());
    }

    @Test
    void a_large_entry_arrives_whole() {
        Ears ears2 = new Ears();
        JGroupsPeers lane1 = open(1, "S1", new Ears());
        open(2, "S1", ears2);
        await().atMost(PATIENCE).until(() -> ears2.members().size() == 2);
        // Three bytes for each letter: as large as the largest frame of a screen, and larger than the queue.
        Relay large = new Relay("large", "漢".repeat(400_000));

        await().atMost(PATIENCE).until(() -> lane1.send(Lanes.id(2), large));

        await().atMost(PATIENCE).until(() -> ears2.from(Lanes.id(1)).equals(List.of(large)));
    }

    @Test
    void lanes_of_another_shop_or_tenant_never_meet() {
        Ears ears1 = new Ears();
        Ears ears2 = new Ears();
        Ears ears3 = new Ears();
        open(1, "S1", ears1);
        open(2, "S2", ears2);
        open(3, "S1", ears3, "--store.tenant=T2");

        // Longer than the search for other groups takes, three times over.
        await().pollDelay(Duration.ofSeconds(12))
                .atMost(PATIENCE)
                .until(() -> !ears1.views.isEmpty() && !ears2.views.isEmpty() && !ears3.views.isEmpty());

        assertEquals(List.of(Lanes.id(1)), ears1.members());
        assertEquals(List.of(Lanes.id(2)), ears2.members());
        assertEquals(List.of(Lanes.id(3)), ears3.members());
    }

    @Test
    void a_lane_that_comes_back_is_another_peer_and_the_old_one_is_not_spoken_to() {
        Ears ears1 = new Ears();
        JGroupsPeers lane1 = open(1, "S1", ears1);
        JGroupsPeers old = open(2, "S1", new Ears());
        await().atMost(PATIENCE).until(() -> sees(ears1, Set.of(Lanes.id(1), Lanes.id(2))));
        old.close();
        PeerId second = new PeerId(new LaneId("L2"), 0x777);
        JGroupsPeers back = new JGroupsPeers(second, lanes.config(2, "S1"));
        open.add(back);
        Ears earsBack = new Ears();
        back.open(earsBack);
        await().atMost(PATIENCE).until(() -> sees(ears1, Set.of(Lanes.id(1), second)));

        assertFalse(lane1.send(Lanes.id(2), new Kept("d", List.of())));
        assertTrue(lane1.send(second, new Kept("d", List.of())));

        await().atMost(PATIENCE).until(() -> earsBack.heard.size() == 1);
        assertEquals(1, lane1.traffic().dropped());
    }

    @Test
    void nothing_is_said_to_a_lane_that_is_not_there_or_after_closing() {
        Ears ears1 = new Ears();
        JGroupsPeers lane1 = open(1, "S1", ears1);

        assertFalse(lane1.send(Lanes.id(2), new Relay("k", "p")));
        lane1.close();
        int views = ears1.views.size();

        assertFalse(lane1.send(Lanes.id(1), new Relay("k", "p")));
        assertEquals(views, ears1.views.size());
    }

    @Test
    void a_port_that_is_taken_is_told_with_what_to_do() {
        open(1, "S1", new Ears());
        try (JGroupsPeers second = new JGroupsPeers(Lanes.id(2), lanes.config(1, "S1", "--lane.id=L2"))) {
            Fault fault = assertThrows(Fault.class, () -> second.open(new Ears()));

            assertEquals(Remedy.CALL_SOMEONE, fault.remedy());
            assertTrue(fault.hint().contains("peer.port"), fault.sentence());
        }
    }

    private JGroupsPeers open(int lane, String store, Ears ears, String... more) {
        JGroupsPeers peers = new JGroupsPeers(Lanes.id(lane), lanes.config(lane, store, more));
        open.add(peers);
        peers.open(ears);
        return peers;
    }

    private static boolean sees(Ears ears, Set<PeerId> all) {
        return new HashSet<>(ears.members()).equals(all) && ears.members().size() == all.size();
    }
}
