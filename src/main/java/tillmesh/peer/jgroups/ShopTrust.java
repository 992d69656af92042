package tillmesh.peer.jgroups;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Believes certificates that the shop's authority has signed for a lane of this shop, from either side of a connection. */
final class ShopTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authority;
    private final Badges badges;

    ShopTrust(X509ExtendedTrustManager authority, Badges badges) {
        this.authority = authority;
        this.badges = badges;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        authority.checkClientTrusted(chain, authType, socket);
        badges.take(chain[0], socket.getInetAddress());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        authority.checkServerTrusted(chain, authType, socket);
        badges.take(chain[0], socket.getInetAddress());
    }

    // Sockets are all that the transport uses. What comes another way has no address that could be checked.

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw elsewhere();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw elsewhere();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw elsewhere();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw elsewhere();
    }

    private static CertificateException elsewhere() {
        return new CertificateException("not on a socket between lanes");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authority.getAcceptedIssuers();
    }
}
