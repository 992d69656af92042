package tillmesh.peer.jgroups;

import tillmesh.config.NodeConfig;
import tillmesh.fault.Check;

/**
 * Which lanes belong together: those of one shop of one tenant. Others never meet, whatever network they share.
 *
 * @param tenant may be empty
 * @param store the shop
 */
record Cluster(String tenant, String store) {
    Cluster {
        Check.that(!store.isEmpty(), "a lane with others has a store.id");
    }

    static Cluster of(NodeConfig config) {
        return new Cluster(config.store().tenant(), config.store().id());
    }

    /** The name under which JGroups knows it. Neither part can contain a slash. */
    String name() {
        return "tillmesh/" + tenant + "/" + store;
    }

    /** Its own multicast address, so that shops on one network do not even hear each other; two may share one by chance. */
    String multicast() {
        int spread = name().hashCode() * 0x9e3779b1;
        return "239.77." + (spread >>> 24) + "." + ((spread >>> 16) & 0xff);
    }

    @Override
    public String toString() {
        return "shop " + store + (tenant.isEmpty() ? "" : " of " + tenant);
    }
}
