package tillmesh.peer.jgroups;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tillmesh.fault.Fault;
import tillmesh.peer.CopyMessage.Relay;

class PatientPeersIT {
    // Given to nobody on this machine: as if the cable were out.
    private static final String[] ELSEWHERE = {
        "--peer.stack=lan-tcp", "--peer.bind=10.254.254.254", "--peer.hosts=10.254.254.254,10.254.254.253"
    };

    private final Lanes lanes = Lanes.free(2);

    @Test
    void a_lane_that_starts_without_a_network_meets_the_others_when_there_is_one() {
        AtomicBoolean plugged = new AtomicBoolean();
        List<String> told = new CopyOnWriteArrayList<>();
        Ears ears = new Ears();
        try (JGroupsPeers other = new JGroupsPeers(Lanes.id(2), lanes.config(2, "S1"));
                PatientPeers patient = new PatientPeers(
                        () -> new JGroupsPeers(
                                Lanes.id(1), plugged.get() ? lanes.config(1, "S1") : lanes.config(1, "S1", ELSEWHERE)),
                        why -> told.add(why == null ? "again" : why.sentence()))) {
            other.open(new Ears());
            patient.open(ears);
            assertFalse(patient.send(Lanes.id(2), new Relay("n", "{}")));
            assertEquals(1, told.size());

            plugged.set(true);

            await().atMost(Duration.ofSeconds(30)).until(() -> ears.members().size() == 2);
            await().atMost(Duration.ofSeconds(30)).until(() -> patient.send(Lanes.id(2), new Relay("n", "{}")));
            assertEquals(List.of("again"), told.subList(1, told.size()));
        }
    }

    @Test
    void what_no_waiting_mends_is_told_at_once() {
        assertThrows(
                Fault.class,
                () -> new PatientPeers(
                        () -> new JGroupsPeers(Lanes.id(1), lanes.config(1, "S1", "--peer.stack=/nowhere.xml")),
                        why -> {}));
    }
}
