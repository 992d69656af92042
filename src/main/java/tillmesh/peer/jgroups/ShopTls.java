package tillmesh.peer.jgroups;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TP;
import org.jgroups.util.TLS;
import org.jgroups.util.TLSClientAuth;
import org.jspecify.annotations.Nullable;
import tillmesh.config.NodeConfig;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.peer.PeerId;

/** Encrypted talk between lanes that have shown a certificate of their shop to each other. */
final class ShopTls {
    private static final String PROTOCOL = "TLSv1.3";

    private ShopTls() {}

    /**
     * Makes a transport talk so.
     *
     * @param badges told who showed which certificate
     * @throws Fault when a file cannot be used, or the certificate in it is another lane's
     */
    static void put(TP transport, NodeConfig.Tls tls, Badges badges, PeerId self) {
        if (!(transport instanceof TCP tcp)) {
            throw fault("the stack sends by " + transport.getName() + ", and only TCP can be encrypted", null);
        }
        tcp.tls(new TLS()
                .enabled(true)
                .setProtocols(new String[] {PROTOCOL})
                .setClientAuth(TLSClientAuth.NEED)
                .setSSLContext(context(tls, badges, self)));
    }

    private static SSLContext context(NodeConfig.Tls tls, Badges badges, PeerId self) {
        KeyStore keys = load(tls.keystore(), tls);
        KeyStore trusted = load(tls.truststore(), tls);
        try {
            own(keys, badges, self);
            SSLContext context = SSLContext.getInstance(PROTOCOL);
            context.init(keyManagers(keys, tls), new TrustManager[] {new ShopTrust(authority(trusted), badges)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw fault("the certificates for other lanes cannot be used: " + e.getMessage(), e);
        }
    }

    private static void own(KeyStore keys, Badges badges, PeerId self) throws GeneralSecurityException {
        for (String alias : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(alias) && keys.getCertificate(alias) instanceof X509Certificate certificate) {
                badges.own(certificate, self.lane());
                return;
            }
        }
        throw fault("peer.tls.keystore has no key in it", null);
    }

    private static KeyManager[] keyManagers(KeyStore keys, NodeConfig.Tls tls) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, tls.password().reveal().toCharArray());
        return factory.getKeyManagers();
    }

    private static X509ExtendedTrustManager authority(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        for (TrustManager one : factory.getTrustManagers()) {
            if (one instanceof X509ExtendedTrustManager authority) {
                return authority;
            }
        }
        throw fault("this Java has nothing that judges certificates", null);
    }

    private static KeyStore load(Path file, NodeConfig.Tls tls) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, tls.password().reveal().toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw fault("the certificates in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static Fault fault(String what, @Nullable Exception cause) {
        return new Fault(
                Remedy.CALL_SOMEONE,
                what,
                "look at peer.tls.keystore, peer.tls.truststore and peer.tls.password",
                cause);
    }
}
