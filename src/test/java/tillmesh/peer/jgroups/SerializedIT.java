package tillmesh.peer.jgroups;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.ObjectMessage;
import org.junit.jupiter.api.Test;
import tillmesh.config.NodeConfig;
import tillmesh.peer.CopyMessage.Relay;

/** Somebody inside the shop's network sends a serialized object: nobody makes an object of it. */
class SerializedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicBoolean SPRUNG = new AtomicBoolean();

    private final Lanes lanes = Lanes.free(3);

    /** What runs code of the sender's choice in whoever reads it. */
    private static final class Trap implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) {
            SPRUNG.set(true);
        }
    }

    @Test
    void an_object_in_a_message_is_never_made_and_other_lanes_are_heard() throws Exception {
        Ears ears = new Ears();
        NodeConfig stranger = lanes.config(2, "S1");
        try (JGroupsPeers lane = new JGroupsPeers(Lanes.id(1), lanes.config(1, "S1"));
                JChannel rogue = StackFile.channel(stranger.peer(), Cluster.of(stranger));
                JGroupsPeers honest = new JGroupsPeers(Lanes.id(3), lanes.config(3, "S1"))) {
            lane.open(ears);
            rogue.addAddressGenerator(() -> LaneAddress.of(Lanes.id(2)));
            rogue.connect(Cluster.of(stranger).name());
            honest.open(new Ears());
            await().atMost(PATIENCE)
                    .until(() -> ears.members().size() == 3 && rogue.getView().size() == 3);
            Address target = rogue.getView().getMembers().stream()
                    .filter(member -> LaneAddress.peer(member).equals(Optional.of(Lanes.id(1))))
                    .findFirst()
                    .orElseThrow();
            rogue.send(new BytesMessage(target, new byte[] {9, 9, 9}));
            await().atMost(PATIENCE).until(() -> lane.traffic().malformed() == 1);

            rogue.send(new ObjectMessage(target, new Trap()));

            // It is sent again and again, and refused each time.
            await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> !SPRUNG.get());
            await().atMost(PATIENCE).until(() -> honest.send(Lanes.id(1), new Relay("k", "p")));
            await().atMost(PATIENCE).until(() -> ears.from(Lanes.id(3)).contains(new Relay("k", "p")));
        }
    }

    @Test
    void no_stream_in_the_process_yields_an_object() throws IOException {
        NoSerialized.refuse();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Trap());
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThrows(InvalidClassException.class, in::readObject);
        }
        assertFalse(SPRUNG.get());
    }
}
