package tillmesh.peer.jgroups;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.fault.Fault;
import tillmesh.peer.CopyMessage.Relay;

/** Lanes that show certificates to each other, and strangers at their port, over real sockets. */
class TlsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Longer than a node needs to refuse somebody, even on a busy machine. */
    private static final int SILENCE_MILLIS = 4_000;

    @TempDir
    static Path folder;

    private static Certificates certificates;
    private static Path trust;
    private static Path lane1;

    private final Lanes lanes = Lanes.free(2);
    private final List<JGroupsPeers> open = new ArrayList<>();

    @BeforeAll
    static void make() throws Exception {
        certificates = new Certificates(folder);
        trust = certificates.authority("shop");
        lane1 = certificates.lane("shop", "L1", "CN=L1,O=S1");
    }

    @AfterEach
    void close() {
        open.forEach(JGroupsPeers::close);
    }

    @Test
    void lanes_with_certificates_of_their_shop_meet_and_talk() throws Exception {
        Path lane2 = certificates.lane("shop", "L2", "CN=L2,O=S1");
        Ears ears1 = new Ears();
        Ears ears2 = new Ears();
        open(1, lane1, ears1);
        JGroupsPeers second = open(2, lane2, ears2);
        await().atMost(PATIENCE)
                .until(() -> ears1.members().size() == 2 && ears2.members().size() == 2);

        assertTrue(second.send(Lanes.id(1), new Relay("k", "p")));

        await().atMost(PATIENCE).until(() -> ears1.from(Lanes.id(2)).equals(List.of(new Relay("k", "p"))));
        assertEquals(
                0,
                ears1.heard.stream()
                        .filter(one -> !one.from().equals(Lanes.id(2)))
                        .count());
    }

    @Test
    void only_somebody_with_a_valid_certificate_of_this_shop_is_let_in() throws Exception {
        open(1, lane1, new Ears());
        certificates.authority("other");

        assertTrue(welcome(certificates.lane("shop", "member", "CN=L2,O=S1")), "a lane of the shop");
        assertRefused("no certificate", null);
        assertRefused("another authority", certificates.lane("other", "stranger", "CN=L2,O=S1"));
        assertRefused("another store", certificates.lane("shop", "elsewhere", "CN=L2,O=S2"));
        assertRefused("another tenant", certificates.lane("shop", "tenant", "CN=L2,OU=T2,O=S1"));
        assertRefused(
                "expired", certificates.lane("shop", "old", "CN=L2,O=S1", "-startdate", "-10d", "-validity", "5"));
    }

    @Test
    void a_lane_with_another_lanes_certificate_says_so_and_does_not_start() {
        Fault fault = assertThrows(Fault.class, () -> open(2, lane1, new Ears()));

        assertTrue(fault.sentence().contains("is for lane L1, and this is L2"), fault.sentence());
    }

    @Test
    void a_certificate_speaks_only_for_its_lane_and_its_address() throws Exception {
        Badges badges = new Badges(new Cluster("", "S1"));
        InetAddress here = InetAddress.getByName("10.0.0.7");
        badges.take(certificate(lane1), here);

        assertTrue(badges.has(here, Lanes.id(1).lane()));
        assertFalse(badges.has(here, Lanes.id(2).lane()));
        assertFalse(badges.has(InetAddress.getByName("10.0.0.8"), Lanes.id(1).lane()));
    }

    private void assertRefused(String who, @Nullable Path keystore) throws Exception {
        assertFalse(welcome(keystore), who);
    }

    /**
     * Whether the node accepts somebody with these keys. In TLS 1.3 a client learns of a refusal when it reads; one that is
     * accepted and then says nothing is hung up on in good order.
     */
    private boolean welcome(@Nullable Path keystore) throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys(keystore), new TrustManager[] {new Gullible()}, new SecureRandom());
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), lanes.ports().get(0))) {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.startHandshake();
            return socket.getInputStream().read() >= -1;
        } catch (SocketTimeoutException patient) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static KeyManager @Nullable [] keys(@Nullable Path keystore) throws Exception {
        if (keystore == null) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(keystore), Certificates.PASSWORD.toCharArray());
        return factory.getKeyManagers();
    }

    private static X509Certificate certificate(Path keystore) throws Exception {
        return (X509Certificate) load(keystore).getCertificate("lane");
    }

    private static KeyStore load(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, Certificates.PASSWORD.toCharArray());
            return store;
        }
    }

    private JGroupsPeers open(int lane, Path keystore, Ears ears) {
        JGroupsPeers peers = new JGroupsPeers(
                Lanes.id(lane),
                lanes.config(
                        lane,
                        "S1",
                        "--peer.tls.keystore=" + keystore,
                        "--peer.tls.truststore=" + trust,
                        "--peer.tls.password=" + Certificates.PASSWORD));
        open.add(peers);
        peers.open(ears);
        return peers;
    }

    /** A client that believes any server: what is tested is whom the server believes. */
    private static final class Gullible implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
