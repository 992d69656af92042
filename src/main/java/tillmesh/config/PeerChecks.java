package tillmesh.config;

import java.nio.file.Path;
import java.util.List;

/** What settings about other lanes must not say together. */
final class PeerChecks {
    private PeerChecks() {}

    static void check(Values values, List<Problem> problems) {
        String stack = values.find(Keys.PEER_STACK);
        if (stack != null && !stack.equals(NodeConfig.Peer.NONE.stack())) {
            shop(values, problems);
            hosts(stack, values, problems);
            if (stack.equals("loopback")) {
                loopback(values, problems);
            }
            tls(values, problems);
        }
    }

    private static void shop(Values values, List<Problem> problems) {
        if ("".equals(values.find(Keys.STORE_ID))) {
            problems.add(new Problem(
                    Keys.STORE_ID.name(),
                    "it is empty, so lanes of other shops could not be told from this one's",
                    "Write the same name on all lanes of this shop"));
        }
    }

    private static void hosts(String stack, Values values, List<Problem> problems) {
        List<NodeConfig.PeerHost> hosts = values.find(Keys.PEER_HOSTS);
        if (hosts != null && hosts.isEmpty() && (stack.equals("lan-tcp") || stack.equals("loopback"))) {
            problems.add(new Problem(
                    Keys.PEER_HOSTS.name(),
                    "it is empty, and " + stack + " has no other way to find lanes",
                    "Write where the other lanes are, such as 10.0.0.7,10.0.0.8"));
        }
    }

    private static void loopback(Values values, List<Problem> problems) {
        String bind = values.find(Keys.PEER_BIND);
        if (bind != null && !bind.isEmpty() && !Addresses.loopback(bind)) {
            problems.add(new Problem(
                    Keys.PEER_BIND.name(),
                    bind + " can be reached from other machines, and loopback is for lanes of this one",
                    "Leave it empty, or write peer.stack = lan-tcp"));
        }
        Integer port = values.find(Keys.PEER_PORT);
        List<NodeConfig.PeerHost> hosts = values.find(Keys.PEER_HOSTS);
        if (port != null
                && hosts != null
                && hosts.stream().anyMatch(host -> Math.abs(host.port() - port) == NodeConfig.Peer.WATCH_OFFSET)) {
            problems.add(new Problem(
                    Keys.PEER_HOSTS.name(),
                    "another lane of this machine has a port that is 100 away from peer.port, and each lane needs that one too",
                    "Give the lanes of one machine ports next to each other, such as 7801, 7802 and 7803"));
        }
    }

    private static void tls(Values values, List<Problem> problems) {
        Path keystore = values.find(Keys.PEER_TLS_KEYSTORE);
        Path truststore = values.find(Keys.PEER_TLS_TRUSTSTORE);
        if (keystore != null
                && truststore != null
                && keystore.toString().isEmpty() != truststore.toString().isEmpty()) {
            problems.add(new Problem(
                    Keys.PEER_TLS_KEYSTORE.name(),
                    "it and " + Keys.PEER_TLS_TRUSTSTORE + " are needed together",
                    "Write both, or neither"));
        }
    }
}
