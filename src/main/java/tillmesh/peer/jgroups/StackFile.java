package tillmesh.peer.jgroups;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jgroups.JChannel;
import org.jgroups.protocols.TP;
import tillmesh.config.NodeConfig;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** How lanes talk and find each other: an XML file of JGroups with some words of ours in it, {@code ${peer.port}}. */
final class StackFile {
    private static final String SHIPPED = "/tillmesh/conf/jgroups/";
    private static final String OWN_FILE = ".xml";

    private StackFile() {}

    /** A channel that is not connected yet. @throws Fault when the file or an address in it cannot be used */
    static JChannel channel(NodeConfig.Peer peer, Cluster cluster) {
        // First: that it cannot be read is told even where there is no network yet.
        String shipped = text(peer.stack());
        InetAddress bind = peer.stack().equals("loopback") && peer.bind().isEmpty()
                ? InetAddress.getLoopbackAddress()
                : ShopNetwork.bind(peer.bind());
        String xml = filled(shipped, words(peer, cluster, bind));
        try {
            JChannel channel = new JChannel(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
            TP transport = channel.getProtocolStack().getTransport();
            // It answers anybody on the network about everything, and is on unless somebody says no.
            transport.getDiagnosticsHandler().setEnabled(false);
            if (peer.drill()) {
                Cable.put(channel);
            }
            return channel;
        } catch (Exception e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the stack " + peer.stack() + " cannot be used: " + e.getMessage(),
                    "set peer.stack, peer.bind and peer.hosts, see docs/08-network.md",
                    e);
        }
    }

    private static Map<String, String> words(NodeConfig.Peer peer, Cluster cluster, InetAddress bind) {
        return Map.of(
                "peer.bind", bind.getHostAddress(),
                "peer.port", Integer.toString(peer.port()),
                "peer.watch-offset", Integer.toString(NodeConfig.Peer.WATCH_OFFSET),
                "peer.hosts",
                        peer.hosts().stream()
                                .map(host -> host.host() + "[" + (host.port() == 0 ? peer.port() : host.port()) + "]")
                                .collect(Collectors.joining(",")),
                "shop.multicast", cluster.multicast(),
                "shop.broadcast", ShopNetwork.broadcast(bind));
    }

    /** Puts values for our words. They come from settings whose form has no letter that means something in XML. */
    private static String filled(String xml, Map<String, String> words) {
        String text = xml;
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace("${" + word.getKey() + "}", word.getValue());
        }
        return text;
    }

    private static String text(String stack) {
        try {
            if (stack.endsWith(OWN_FILE)) {
                return Files.readString(Path.of(stack));
            }
            try (InputStream shipped = StackFile.class.getResourceAsStream(SHIPPED + stack + OWN_FILE)) {
                if (shipped == null) {
                    throw new IOException("it is not part of this program");
                }
                return new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new Fault(Remedy.CALL_SOMEONE, "the stack " + stack + " cannot be read: " + e, "set peer.stack", e);
        }
    }
}
