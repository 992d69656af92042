package tillmesh.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import tillmesh.shop.LaneId;

/** All settings, in the order in which people read them. The only place that knows a default. */
public final class Keys {
    private Keys() {}

    static final Key<LaneId> LANE_ID = Key.required(
            "lane.id",
            Forms::lane,
            "The name of this checkout lane, unlike that of every other lane of the shop. Entries carry it for ever.");
    static final Key<ZoneId> STORE_ZONE = Key.optional(
            "store.zone",
            "",
            Forms::zone,
            "The time zone in which the shop's day ends and ticket numbers begin at 1 again. Empty: this machine's.");

    static final Key<String> STORE_ID = Key.optional(
            "store.id",
            "",
            Forms::name,
            "The name of the shop, the same on all its lanes and unlike that of any other shop. Needed when peer.stack is not none.");
    static final Key<String> STORE_TENANT = Key.optional(
            "store.tenant",
            "",
            Forms::name,
            "Whose shop it is, where one company runs shops for several. May be empty.");

    static final Key<Path> DATA_DIR = Key.optional(
            "data.dir",
            "./data",
            Forms::folder,
            "Everything that must survive lies here. A folder on a disk of this machine, for this lane alone.");
    static final Key<Duration> JOURNAL_KEEP = Key.optional(
            "journal.keep",
            "30d",
            Units.duration(Duration.ofDays(1), Duration.ofDays(3650)),
            "How long entries stay on this disk that every cloud has: as long as somebody may ask for them here.");
    static final Key<Long> JOURNAL_WAL_MAX = Key.optional(
            "journal.wal-max",
            "64MiB",
            Units.size("1MiB", "4GiB"),
            "Above this the write-ahead log is cut to nothing; it is folded every few megabytes anyway.");
    static final Key<Long> JOURNAL_SIZE_MAX = Key.optional(
            "journal.size-max",
            "16GiB",
            Units.size("16MiB", "1024GiB"),
            "Ceiling of the database: a flood fills this much and not the disk that the till needs too.");
    static final Key<Long> JOURNAL_FREE_MIN = Key.optional(
            "journal.free-min",
            "64MiB",
            Units.size("1MiB", "1024GiB"),
            "With less free space than this, writes are refused while there is still room to close cleanly.");
    static final Key<Long> JOURNAL_RESERVE = Key.optional(
            "journal.reserve",
            "8MiB",
            Units.size("1MiB", "1GiB"),
            "Size of a file that is given back when the disk is full after all, so that the journal can close.");

    static final Key<String> SCREEN_HOST = Key.optional(
            "screen.host",
            "127.0.0.1",
            Addresses::listen,
            "The address on which screens are served. The default is reached from this machine only.");
    static final Key<Integer> SCREEN_PORT = Key.optional(
            "screen.port", "8766", Units.whole(0, 65535), "The port of pages and WebSockets. 0: any free one.");
    static final Key<Integer> SCREEN_HUB_PORT = Key.optional(
            "screen.hub-port",
            "8765",
            Units.whole(0, 65535),
            "A second port that serves the same, for clients that were set up for it. 0: off.");
    static final Key<List<String>> SCREEN_ORIGINS = Key.optional(
            "screen.origins",
            "",
            Forms.list(Addresses::origin),
            "Pages from elsewhere that may connect and change things, with commas between them. The node's own always may.");
    static final Key<List<String>> SCREEN_HOSTS = Key.optional(
            "screen.hosts",
            "",
            Forms.list(Addresses::host),
            "Names by which browsers may reach this node beside localhost and screen.host. Others may be rebound by a stranger.");
    static final Key<Long> SCREEN_FRAME_MAX = Key.optional(
            "screen.frame-max",
            "1MiB",
            Units.size("4KiB", "64MiB"),
            "The longest frame that is served: far above any order, far below the memory of a node.");
    static final Key<Integer> SCREEN_RATE = Key.optional(
            "screen.rate",
            "200",
            Units.whole(1, 100_000),
            "Frames a second of one screen, with a burst of twice that: a runaway page must not starve the others.");
    static final Key<Integer> SCREEN_CONNECTIONS_MAX =
            Key.optional("screen.connections-max", "256", Units.whole(1, 10_000), "Open sockets on this node.");
    static final Key<Long> SCREEN_QUEUE_MAX = Key.optional(
            "screen.queue-max",
            "4MiB",
            Units.size("64KiB", "256MiB"),
            "What may wait for one slow screen before it is closed; it gets the whole state when it comes back.");
    static final Key<Duration> SCREEN_IDLE = Key.optional(
            "screen.idle",
            "90s",
            Units.duration(Duration.ofSeconds(5), Duration.ofDays(1)),
            "A socket without a sign of life for so long is closed: more than four heartbeats of a till.");
    static final Key<Duration> SCREEN_SIGN_IN_WITHIN = Key.optional(
            "screen.sign-in-within",
            "30s",
            Units.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
            "A socket that has not signed in by then is closed, so that strangers hold no places.");

    static final Key<Duration> LEASE_TTL = Key.optional(
            "lease.ttl",
            "60s",
            Units.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            "An order stays with a screen so long without a heartbeat: three heartbeats of a till.");
    static final Key<Duration> LEASE_TABLE_TTL = Key.optional(
            "lease.table-ttl",
            "45s",
            Units.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            "Likewise a table: three of its heartbeats.");
    static final Key<Duration> LEASE_GRACE = Key.optional(
            "lease.grace",
            "10s",
            Units.duration(Duration.ZERO, Duration.ofMinutes(10)),
            "How long both outlive their holder's connection, so that a page may be loaded anew.");
    static final Key<Duration> LEASE_TICK = Key.optional(
            "lease.tick",
            "20s",
            Units.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
            "How often expired leases of orders are looked for. Table locks are looked for every 15s, or at this tick if it is shorter.");

    static final Key<NodeConfig.Lease.CutOff> LEASE_WHEN_CUT_OFF = Key.optional(
            "lease.when-cut-off",
            "provisional",
            Forms::cutOff,
            "What a screen gets that wants an order while most lanes are out of reach. provisional: it may write, and a person"
                    + " looks at what two wrote. refuse: nothing until they are back.");

    static final Key<String> PEER_STACK = Key.optional(
            "peer.stack",
            "none",
            Forms::stack,
            "How this lane finds the others. none: it is alone. lan-udp: by itself. lan-tcp: by peer.hosts. loopback: several"
                    + " on one machine. Or an XML file of JGroups.");
    static final Key<String> PEER_BIND = Key.optional(
            "peer.bind",
            "",
            Forms.unless("", Addresses::listen),
            "The address of this machine in the shop's network. Empty: the only private IPv4 address that it has.");
    static final Key<Integer> PEER_PORT = Key.optional(
            "peer.port",
            "7800",
            Units.whole(1, 65535 - NodeConfig.Peer.WATCH_OFFSET),
            "The port for other lanes; the one 100 above it tells when a process dies. Both must be let through.");
    static final Key<List<NodeConfig.PeerHost>> PEER_HOSTS = Key.optional(
            "peer.hosts",
            "",
            Forms.list(Addresses::peer),
            "Where other lanes are, with commas between them, 10.0.0.7 or 10.0.0.7:7800; this lane may be among them.");
    static final Key<Path> PEER_TLS_KEYSTORE = Key.optional(
            "peer.tls.keystore",
            "",
            Forms::folder,
            "A PKCS12 file with the key and certificate of this lane (CN lane.id, O store.id). Empty: lanes talk unencrypted.");
    static final Key<Path> PEER_TLS_TRUSTSTORE = Key.optional(
            "peer.tls.truststore",
            "",
            Forms::folder,
            "A PKCS12 file with the certificate that signs those of the shop's lanes, and with no other.");
    static final Key<Secret> PEER_TLS_PASSWORD =
            new Key<>("peer.tls.password", "", Secret::of, "The password of both files.", Key.Kind.SECRET);

    static final Key<Boolean> PEER_DRILL = Key.optional(
            "peer.drill",
            "off",
            Forms::onOff,
            "Whether whoever has the admin token may cut this lane off from the others, to see what happens. For demonstrations"
                    + " and tests: leave it off in a shop that sells.");

    static final Key<Integer> REPLICATION_COPIES = Key.optional(
            "replication.copies",
            "1",
            Units.whole(1, 31),
            "On how many other lanes' disks an entry must lie before it is called safe in the shop. Selling never waits for it.");

    static final Key<Duration> CLOUD_SOLO_GRACE = Key.optional(
            "cloud.solo-grace",
            "5s",
            Units.duration(Duration.ofMillis(100), Duration.ofHours(1)),
            "An entry that no other lane has goes to the clouds after this all the same. A lane without others does not wait.");
    static final Key<Duration> CLOUD_ADOPT_AFTER = Key.optional(
            "cloud.adopt-after",
            "60s",
            Units.duration(Duration.ofSeconds(5), Duration.ofDays(1)),
            "When a lane has been away for so long, another one brings to the clouds what the shop has of it.");
    static final Key<List<String>> CLOUD_REQUIRED = Key.optional(
            "cloud.required",
            "",
            Forms.list(Forms::cloud),
            "Which of the clouds must have a sale before it is called stored upstairs: supabase, odoo, bridge. Empty: all that there are. The"
                    + " others are brought everything too.");

    private static final List<Key<?>> ALL = List.of(
            LANE_ID,
            STORE_ZONE,
            STORE_ID,
            STORE_TENANT,
            DATA_DIR,
            JOURNAL_KEEP,
            JOURNAL_WAL_MAX,
            JOURNAL_SIZE_MAX,
            JOURNAL_FREE_MIN,
            JOURNAL_RESERVE,
            SCREEN_HOST,
            SCREEN_PORT,
            SCREEN_HUB_PORT,
            SCREEN_ORIGINS,
            SCREEN_HOSTS,
            SCREEN_FRAME_MAX,
            SCREEN_RATE,
            SCREEN_CONNECTIONS_MAX,
            SCREEN_QUEUE_MAX,
            SCREEN_IDLE,
            SCREEN_SIGN_IN_WITHIN,
            AuthKeys.MODE,
            AuthKeys.ADMIN_TOKEN,
            AuthKeys.OFFLINE_FOR,
            AuthKeys.WITHOUT_TOKEN,
            LEASE_TTL,
            LEASE_TABLE_TTL,
            LEASE_GRACE,
            LEASE_TICK,
            LEASE_WHEN_CUT_OFF,
            PEER_STACK,
            PEER_BIND,
            PEER_PORT,
            PEER_HOSTS,
            PEER_TLS_KEYSTORE,
            PEER_TLS_TRUSTSTORE,
            PEER_TLS_PASSWORD,
            PEER_DRILL,
            REPLICATION_COPIES,
            CLOUD_SOLO_GRACE,
            CLOUD_ADOPT_AFTER,
            CLOUD_REQUIRED,
            SupabaseKeys.URL,
            SupabaseKeys.KEY,
            SupabaseKeys.TOKEN,
            SupabaseKeys.VIA,
            BridgeKeys.URL,
            BridgeKeys.TOKEN,
            OdooKeys.URL,
            OdooKeys.DB,
            OdooKeys.USER,
            OdooKeys.PASSWORD,
            OdooKeys.MODE,
            OdooKeys.ROUTES,
            OdooKeys.REGISTER);

    /** All of them, in reading order. */
    public static List<Key<?>> all() {
        return ALL;
    }
}
