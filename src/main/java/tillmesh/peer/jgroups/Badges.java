package tillmesh.peer.jgroups;

import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import tillmesh.shop.LaneId;

/**
 * Which lanes have shown a certificate, and from where. A certificate says CN = lane, O = store, and OU = tenant if there
 * is one. Any thread.
 */
final class Badges {
    private final Cluster cluster;
    private final Map<InetAddress, Set<String>> shown = new ConcurrentHashMap<>();

    Badges(Cluster cluster) {
        this.cluster = cluster;
    }

    /** This node's own certificate must be its own: others would refuse it, and nobody would see why. */
    void own(X509Certificate certificate, LaneId lane) throws CertificateException {
        String of = lane(certificate);
        if (!of.equals(lane.name())) {
            throw new CertificateException("the one in peer.tls.keystore is for lane " + of + ", and this is " + lane);
        }
    }

    /** Remembers a certificate that has been proved. @throws CertificateException when it is of another shop */
    void take(X509Certificate certificate, InetAddress from) throws CertificateException {
        shown.computeIfAbsent(from, address -> ConcurrentHashMap.newKeySet()).add(lane(certificate));
    }

    /** Whether somebody at that address has proved to be that lane. */
    boolean has(InetAddress at, LaneId lane) {
        return shown.getOrDefault(at, Set.of()).contains(lane.name());
    }

    private String lane(X509Certificate certificate) throws CertificateException {
        String store = part(certificate, "O");
        String tenant = part(certificate, "OU");
        if (!store.equals(cluster.store()) || !tenant.equals(cluster.tenant())) {
            throw new CertificateException(
                    "it is for store '" + store + "' of tenant '" + tenant + "', and this is " + cluster);
        }
        return part(certificate, "CN");
    }

    private static String part(X509Certificate certificate, String type) throws CertificateException {
        try {
            for (Rdn one : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (one.getType().equalsIgnoreCase(type)) {
                    return String.valueOf(one.getValue());
                }
            }
            return "";
        } catch (InvalidNameException e) {
            throw new CertificateException("its subject cannot be read", e);
        }
    }
}
