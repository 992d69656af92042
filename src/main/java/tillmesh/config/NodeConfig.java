package tillmesh.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import tillmesh.shop.LaneId;

/**
 * Everything a node is told, checked. Made by {@link ConfigReader}; immutable.
 *
 * @param lane {@code lane.id}
 * @param store {@code store.*}
 * @param data {@code data.*} and {@code journal.*}
 * @param screen {@code screen.*}
 * @param auth {@code auth.*}
 * @param lease {@code lease.*}
 * @param peer {@code peer.*}
 * @param replication {@code replication.*}
 * @param cloud {@code cloud.*}
 */
public record NodeConfig(
        LaneId lane,
        Store store,
        Data data,
        Screen screen,
        Auth auth,
        Lease lease,
        Peer peer,
        Replication replication,
        Cloud cloud) {

    /**
     * @param zone {@code store.zone}: where the shop's day ends, for ticket numbers
     * @param id {@code store.id}: which shop; empty only on a lane alone
     * @param tenant {@code store.tenant}: whose shop; may be empty
     */
    public record Store(ZoneId zone, String id, String tenant) {}

    /**
     * @param dir {@code data.dir}
     * @param keep {@code journal.keep}: how long entries stay that every cloud has
     * @param walMaxBytes {@code journal.wal-max}
     * @param sizeMaxBytes {@code journal.size-max}: ceiling of the database file
     * @param freeMinBytes {@code journal.free-min}: less free space than this and writes are refused
     * @param reserveBytes {@code journal.reserve}: size of the file that is freed to close cleanly on a full disk
     */
    public record Data(
            Path dir, Duration keep, long walMaxBytes, long sizeMaxBytes, long freeMinBytes, long reserveBytes) {}

    /**
     * @param host {@code screen.host}: the address to listen on
     * @param port {@code screen.port}: HTTP and WebSocket
     * @param hubPort {@code screen.hub-port}: a second port for the hub dialect, 0 = off
     * @param origins {@code screen.origins}: origins beside the node's own pages that may connect and change things
     * @param hosts {@code screen.hosts}: Host names beside localhost and the listening address
     * @param frameMaxBytes {@code screen.frame-max}: longest frame that is served
     * @param framesPerSecond {@code screen.rate}: frames per second and screen, with a burst of twice that
     * @param connectionsMax {@code screen.connections-max}: open sockets on this node
     * @param queueMaxBytes {@code screen.queue-max}: bytes that may wait for one slow screen before it is closed
     * @param idle {@code screen.idle}: a socket without any sign of life for so long is closed
     * @param signInWithin {@code screen.sign-in-within}: a socket that has not signed in by then is closed
     */
    public record Screen(
            String host,
            int port,
            int hubPort,
            List<String> origins,
            List<String> hosts,
            int frameMaxBytes,
            int framesPerSecond,
            int connectionsMax,
            long queueMaxBytes,
            Duration idle,
            Duration signInWithin) {}

    /**
     * @param mode {@code auth.mode}: how screens sign in
     * @param adminToken {@code auth.admin-token}: for everything destructive; empty = one is made in the data folder
     * @param offlineFor {@code auth.offline-for}: so long somebody is let in whom Odoo let in, while it is silent
     * @param withoutToken {@code auth.without-token}: whether a screen without a session is let in as Odoo's own user
     */
    public record Auth(Mode mode, Secret adminToken, Duration offlineFor, boolean withoutToken) {
        /** By no back office. */
        public Auth(Mode mode, Secret adminToken) {
            this(mode, adminToken, Duration.ZERO, false);
        }

        /** How screens sign in. */
        public enum Mode {
            /** Anybody on this machine; loopback only. */
            DEV,
            /** By a session at the shop's Odoo. */
            ODOO
        }
    }

    /**
     * @param ttl {@code lease.ttl}: an order lease lives so long without a heartbeat
     * @param tableTtl {@code lease.table-ttl}: likewise a table lock
     * @param grace {@code lease.grace}: how long both outlive their holder's connection
     * @param tick {@code lease.tick}: how often expired ones are looked for
     * @param whenCutOff {@code lease.when-cut-off}: what is granted while most lanes are out of reach
     */
    public record Lease(Duration ttl, Duration tableTtl, Duration grace, Duration tick, CutOff whenCutOff) {
        /** What is granted without a majority. */
        public enum CutOff {
            /** Leases that are marked so. */
            PROVISIONAL,
            /** None. */
            REFUSE
        }
    }

    /**
     * @param stack {@code peer.stack}: a name or an XML file
     * @param bind {@code peer.bind}: this machine's address for other lanes; empty = to be found
     * @param port {@code peer.port}
     * @param hosts {@code peer.hosts}: where others may be
     * @param tls {@code peer.tls.*}
     * @param drill {@code peer.drill}: whether the admin may cut this lane off to see what happens
     */
    public record Peer(String stack, String bind, int port, List<PeerHost> hosts, Tls tls, boolean drill) {
        /** So far above the port is the one whose closing tells that a process died. */
        public static final int WATCH_OFFSET = 100;

        /** A lane that never has others. */
        public static final Peer NONE = new Peer("none", "", 7800, List.of(), Tls.NONE);

        /** A lane that allows no drills. */
        public Peer(String stack, String bind, int port, List<PeerHost> hosts, Tls tls) {
            this(stack, bind, port, hosts, tls, false);
        }

        /** Whether this lane looks for no others. */
        public boolean alone() {
            return stack.equals(NONE.stack);
        }
    }

    /**
     * Where another lane may be.
     *
     * @param host a name or address
     * @param port its {@code peer.port}, 0 = the same as this lane's
     */
    public record PeerHost(String host, int port) {}

    /**
     * @param keystore {@code peer.tls.keystore}: key and certificate of this lane; empty = no TLS
     * @param truststore {@code peer.tls.truststore}: who signs the shop's certificates
     * @param password {@code peer.tls.password}: of both
     */
    public record Tls(Path keystore, Path truststore, Secret password) {
        /** No TLS. */
        public static final Tls NONE = new Tls(Path.of(""), Path.of(""), Secret.NONE);

        /** Whether lanes talk encrypted and by certificate. */
        public boolean on() {
            return !keystore.toString().isEmpty();
        }
    }

    /** @param copies {@code replication.copies}: other disks that make an entry safe in the shop */
    public record Replication(int copies) {}

    /**
     * @param soloGrace {@code cloud.solo-grace}: entries that are on this lane only go up after this
     * @param adoptAfter {@code cloud.adopt-after}: how long a lane is away before another one brings up what it wrote
     * @param required {@code cloud.required}: which must have an entry before it counts as stored upstairs; empty = all
     * @param supabase {@code cloud.supabase.*}
     * @param odoo {@code cloud.odoo.*}
     * @param bridge {@code cloud.bridge.*}
     */
    public record Cloud(
            Duration soloGrace,
            Duration adoptAfter,
            List<String> required,
            Supabase supabase,
            Odoo odoo,
            Bridge bridge) {
        /** Five seconds, a minute, and no cloud. */
        public static final Cloud NONE = new Cloud(Duration.ofSeconds(5), Duration.ofMinutes(1), Supabase.NONE);

        /** Without an Odoo. */
        public Cloud(Duration soloGrace, Duration adoptAfter, Supabase supabase) {
            this(soloGrace, adoptAfter, supabase, Odoo.NONE);
        }

        /** All must have an entry. */
        public Cloud(Duration soloGrace, Duration adoptAfter, Supabase supabase, Odoo odoo) {
            this(soloGrace, adoptAfter, List.of(), supabase, odoo, Bridge.NONE);
        }
    }

    /** @param url {@code cloud.bridge.url}; empty = none @param token {@code cloud.bridge.token} */
    public record Bridge(String url, Secret token) {
        /** No such bridge. */
        public static final Bridge NONE = new Bridge("", Secret.NONE);

        /** Whether there is one. */
        public boolean on() {
            return !url.isEmpty();
        }
    }

    /**
     * @param url {@code cloud.odoo.url}; empty = none
     * @param db {@code cloud.odoo.db}
     * @param user {@code cloud.odoo.user}: a login
     * @param password {@code cloud.odoo.password}: or an API key
     * @param mode {@code cloud.odoo.mode}
     * @param routes {@code cloud.odoo.routes}: of the add-on
     * @param register {@code cloud.odoo.register}: a pos.config; 0 = none
     */
    public record Odoo(String url, String db, String user, Secret password, Kind mode, Routes routes, int register) {
        /** None. */
        public static final Odoo NONE = new Odoo("", "", "", Secret.NONE, Kind.ADDON, Routes.POS_REACT, 0);

        /** What is installed there. */
        public enum Kind {
            /** The restaurant add-on, with routes of its own. */
            ADDON,
            /** Plain Odoo. */
            STOCK
        }

        /** The add-on's route families. */
        public enum Routes {
            /** {@code /pos-react/api}: a session. */
            POS_REACT,
            /** {@code /pos-api/v1}: a bearer token. */
            POS_API
        }

        /** Whether there is an Odoo. */
        public boolean on() {
            return !url.isEmpty();
        }
    }

    /**
     * @param url {@code cloud.supabase.url}; empty = none
     * @param key {@code cloud.supabase.key}: for the gateway
     * @param token {@code cloud.supabase.token}: whose entries these are; empty where the key is a service key
     * @param via {@code cloud.supabase.via}: what is called there
     */
    public record Supabase(String url, Secret key, Secret token, Via via) {
        /** No such cloud. */
        public static final Supabase NONE = new Supabase("", Secret.NONE, Secret.NONE);

        /** What a lane calls in a project. */
        public enum Via {
            /** The database's own function. */
            RPC,
            /** The edge function in front of it, which takes compressed batches. */
            FUNCTION
        }

        /** One that is called at its database. */
        public Supabase(String url, Secret key, Secret token) {
            this(url, key, token, Via.RPC);
        }

        /** Whether there is such a cloud. */
        public boolean on() {
            return !url.isEmpty();
        }
    }
}
