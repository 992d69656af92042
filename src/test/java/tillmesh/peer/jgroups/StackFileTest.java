package tillmesh.peer.jgroups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jgroups.JChannel;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UFC;
import org.jgroups.stack.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tillmesh.config.NodeConfig;
import tillmesh.fault.Fault;

/** The stacks as JGroups understands them. Nothing is opened. */
class StackFileTest {
    private static final Cluster CLUSTER = new Cluster("", "S1");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"lan-udp", "lan-tcp", "loopback"})
    void every_protocol_that_listens_does_so_where_it_was_told(String stack) throws Exception {
        try (JChannel channel = channel(stack)) {
            int bound = 0;
            for (Protocol protocol : channel.getProtocolStack().getProtocols()) {
                Field field = field(protocol.getClass(), "bind_addr");
                if (field != null) {
                    assertEquals(InetAddress.getLoopbackAddress(), field.get(protocol), protocol.getName());
                    bound++;
                }
            }
            assertTrue(bound >= 2, "transport and FD_SOCK2 at least");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lan-udp", "lan-tcp", "loopback"})
    void what_keeps_a_frozen_lane_from_stopping_the_others_is_in_every_stack(String stack) {
        try (JChannel channel = channel(stack)) {
            TCP tcp = channel.getProtocolStack().findProtocol(TCP.class);
            UFC flow = channel.getProtocolStack().findProtocol(UFC.class);
            FRAG4 fragments = channel.getProtocolStack().findProtocol(FRAG4.class);
            FD_SOCK2 watch = channel.getProtocolStack().findProtocol(FD_SOCK2.class);

            assertFalse(tcp.getDiagnosticsHandler().isEnabled());
            assertFalse(tcp.useVirtualThreads());
            assertTrue(tcp.tcpNodelay());
            assertEquals(0, tcp.getPortRange());
            assertTrue(2 * flow.getMaxCredits() <= tcp.getSendBufSize(), "half of the buffer to spare");
            assertTrue(fragments.getFragSize() < flow.getMaxCredits() * flow.getMinThreshold());
            assertEquals(NodeConfig.Peer.WATCH_OFFSET, watch.getOffset());
            assertEquals(0, watch.getPortRange());
        }
    }

    @Test
    void other_lanes_are_asked_at_their_ports_or_at_ours() {
        NodeConfig.Peer peer = new NodeConfig.Peer(
                "lan-tcp",
                "127.0.0.1",
                7805,
                List.of(new NodeConfig.PeerHost("127.0.0.2", 0), new NodeConfig.PeerHost("127.0.0.3", 99)),
                NodeConfig.Tls.NONE);

        try (JChannel channel = StackFile.channel(peer, CLUSTER)) {
            TCPPING asking = channel.getProtocolStack().findProtocol(TCPPING.class);
            Set<String> asked =
                    asking.getInitialHosts().stream().map(Object::toString).collect(Collectors.toSet());

            assertTrue(asked.containsAll(Set.of("127.0.0.2:7805", "127.0.0.3:99")), asked::toString);
        }
    }

    @Test
    void a_file_of_ones_own_is_taken_and_diagnosis_stays_off() throws IOException {
        Path own = folder.resolve("own.xml");
        Files.writeString(
                own,
                "<config xmlns=\"urn:org:jgroups\"><TCP bind_addr=\"${peer.bind}\" bind_port=\"${peer.port}\""
                        + " diag.enabled=\"true\"/><TCPPING initial_hosts=\"${peer.hosts}\"/></config>");

        try (JChannel channel = channel(own.toString())) {
            TCP tcp = channel.getProtocolStack().findProtocol(TCP.class);
            assertEquals(7801, tcp.getBindPort());
            assertFalse(tcp.getDiagnosticsHandler().isEnabled());
        }
    }

    @Test
    void a_file_that_cannot_be_used_is_named() {
        Fault gone = assertThrows(Fault.class, () -> channel("gone.xml"));

        assertTrue(gone.sentence().contains("gone.xml"), gone.sentence());
    }

    @Test
    void shops_have_names_and_calls_of_their_own() {
        Cluster other = new Cluster("T2", "S1");

        assertNotEquals(CLUSTER.name(), other.name());
        assertNotEquals(CLUSTER.multicast(), other.multicast());
        assertTrue(other.multicast().matches("239\\.77\\.\\d{1,3}\\.\\d{1,3}"), other.multicast());
    }

    @Test
    void a_lane_chooses_its_network_only_when_there_is_no_choice() throws Exception {
        InetAddress one = InetAddress.getByName("10.0.0.7");
        InetAddress two = InetAddress.getByName("192.168.1.7");

        assertEquals(one, ShopNetwork.only(List.of(one)));
        assertTrue(assertThrows(Fault.class, () -> ShopNetwork.only(List.of(one, two)))
                .sentence()
                .contains("[10.0.0.7, 192.168.1.7]"));
        assertThrows(Fault.class, () -> ShopNetwork.only(List.of()));
    }

    @Test
    void only_a_lane_that_was_started_for_drills_has_a_place_where_it_can_be_cut() {
        NodeConfig.Peer drilled = new NodeConfig.Peer(
                "loopback",
                "127.0.0.1",
                7801,
                List.of(new NodeConfig.PeerHost("127.0.0.1", 7802)),
                NodeConfig.Tls.NONE,
                true);
        try (JChannel shop = channel("loopback");
                JChannel drill = StackFile.channel(drilled, CLUSTER)) {
            assertThrows(AssertionError.class, () -> Cable.cut(shop, true));
            Cable.cut(drill, true);
            DISCARD cable = drill.getProtocolStack().findProtocol(DISCARD.class);
            assertTrue(cable.discardAll());
            assertEquals(drill.getProtocolStack().getTransport(), cable.getDownProtocol());
        }
    }

    private static JChannel channel(String stack) {
        NodeConfig.Peer peer = new NodeConfig.Peer(
                stack, "127.0.0.1", 7801, List.of(new NodeConfig.PeerHost("127.0.0.1", 7802)), NodeConfig.Tls.NONE);
        return StackFile.channel(peer, CLUSTER);
    }

    private static Field field(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name) && field.trySetAccessible()) {
                    return field;
                }
            }
        }
        return null;
    }
}
