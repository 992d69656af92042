package tillmesh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may be said about other lanes, and what not together. */
class PeerKeysTest {

    @Test
    void a_lane_is_alone_unless_somebody_says_otherwise() {
        NodeConfig config = with().config();

        assertTrue(config.peer().alone());
        assertFalse(config.peer().tls().on());
        assertEquals("", config.store().id());
        assertEquals(1, config.replication().copies());
        assertEquals(NodeConfig.Lease.CutOff.PROVISIONAL, config.lease().whenCutOff());
        assertEquals(7800, config.peer().port());
    }

    @Test
    void a_lane_of_three_on_one_machine_is_told_so() {
        NodeConfig.Peer peer = with(
                        "--store.id=S1",
                        "--peer.stack=loopback",
                        "--peer.port=7802",
                        "--peer.hosts=127.0.0.1:7801,127.0.0.1:7802,127.0.0.1:7803")
                .config()
                .peer();

        assertFalse(peer.alone());
        assertEquals(7802, peer.port());
        assertEquals(new NodeConfig.PeerHost("127.0.0.1", 7803), peer.hosts().get(2));
    }

    @Test
    void lanes_of_other_shops_must_be_told_apart() {
        assertRefused("Write the same name on all lanes of this shop", "--peer.stack=lan-udp");
        assertRefused("Write up to 64 letters", "--store.id=a/b");
        assertRefused("Write up to 64 letters", "--store.tenant=" + "x".repeat(65));
        assertEquals(List.of(), with("--peer.stack=lan-udp", "--store.id=S1").problems());
    }

    @Test
    void a_stack_is_one_of_ours_or_a_file() {
        assertRefused("Write none, lan-udp, lan-tcp, loopback or the path", "--peer.stack=udp");
        assertEquals(
                List.of(), with("--store.id=S1", "--peer.stack=/etc/own.xml").problems());
    }

    @Test
    void a_stack_that_asks_a_list_needs_one() {
        for (String stack : List.of("lan-tcp", "loopback")) {
            assertRefused("Write where the other lanes are", "--store.id=S1", "--peer.stack=" + stack);
        }
        assertRefused("Write 10.0.0.7 or 10.0.0.7:7800", "--peer.hosts=http://till");
        assertRefused("Write something from 1 to 65535", "--peer.hosts=till:0");
    }

    @Test
    void loopback_stays_on_this_machine_and_its_ports_do_not_meet() {
        List<String> good = List.of("--store.id=S1", "--peer.stack=loopback", "--peer.hosts=127.0.0.1:7910");

        assertRefused("write peer.stack = lan-tcp", added(good, "--peer.bind=10.0.0.7"));
        assertRefused("ports next to each other", added(good, "--peer.port=7810"));
        assertRefused("Write something from 1 to 65435", added(good, "--peer.port=65436"));
        assertEquals(List.of(), with(added(good, "--peer.port=7911")).problems());
    }

    @Test
    void certificates_are_needed_in_both_directions_and_their_password_is_hidden() {
        List<String> half =
                List.of("--store.id=S1", "--peer.stack=lan-udp", "--peer.tls.keystore=/k", "--peer.tls.password=tiger");

        assertRefused("Write both, or neither", half.toArray(String[]::new));
        Reading both = with(added(half, "--peer.tls.truststore=/t"));

        assertTrue(both.config().peer().tls().on());
        assertEquals(Path.of("/t"), both.config().peer().tls().truststore());
        assertFalse((both.settings() + " " + both.config()).contains("tiger"));
    }

    @Test
    void cut_off_means_provisional_or_refused() {
        assertEquals(
                NodeConfig.Lease.CutOff.REFUSE,
                with("--lease.when-cut-off=refuse").config().lease().whenCutOff());
        assertRefused("Write provisional or refuse", "--lease.when-cut-off=maybe");
        assertRefused("Write something from 1 to 31", "--replication.copies=0");
    }

    private static String[] added(List<String> arguments, String more) {
        List<String> all = new ArrayList<>(arguments);
        all.add(more);
        return all.toArray(String[]::new);
    }

    private static Reading with(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--lane.id=L1", "--auth.mode=dev"));
        arguments.addAll(List.of(more));
        return ConfigReader.ofArguments(arguments);
    }

    private static void assertRefused(String advice, String... arguments) {
        List<Problem> problems = with(arguments).problems();
        assertEquals(1, problems.size(), () -> String.join(" ", arguments) + " gave " + problems);
        assertTrue(problems.get(0).sentence().contains(advice), problems.get(0)::sentence);
    }
}
