package tillmesh.far;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import tillmesh.peer.jgroups.Certificates;

/** An address whose certificate ran out five days ago. Whoever signed it is trusted in this JVM from {@link #trust} to the end. */
public final class ExpiredServer implements AutoCloseable {
    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "javax.net.ssl.trustStorePassword";

    private final Path trust;
    private final HttpsServer server;

    /** @param dir for the certificates */
    public ExpiredServer(Path dir) throws Exception {
        Certificates certificates = new Certificates(dir);
        trust = certificates.authority("office");
        Path keystore = certificates.lane(
                "office", "old", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        char[] letters = Certificates.PASSWORD.toCharArray();
        try (InputStream in = Files.newInputStream(keystore)) {
            keys.load(in, letters);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, letters);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
    }

    /** Its address. */
    public String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Has clients that are made from now on trust who signed it. */
    public ExpiredServer trust() {
        System.setProperty(STORE, trust.toString());
        System.setProperty(PASSWORD, Certificates.PASSWORD);
        return this;
    }

    @Override
    public void close() {
        System.clearProperty(STORE);
        System.clearProperty(PASSWORD);
        server.stop(0);
    }
}
