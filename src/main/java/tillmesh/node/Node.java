package tillmesh.node;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.config.NodeConfig;
import tillmesh.config.Secret;
import tillmesh.desk.Clearing;
import tillmesh.desk.Counter;
import tillmesh.desk.Desk;
import tillmesh.desk.DeskRules;
import tillmesh.desk.FromUpstairs;
import tillmesh.desk.Projections;
import tillmesh.desk.Rounds;
import tillmesh.desk.SignIn;
import tillmesh.desk.Surroundings;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.Backups;
import tillmesh.journal.DataFolder;
import tillmesh.journal.FolderLock;
import tillmesh.journal.Journal;
import tillmesh.journal.JournalLimits;
import tillmesh.journal.NativeLibrary;
import tillmesh.lease.CutOff;
import tillmesh.lease.LeasePolicy;
import tillmesh.lease.LeaseRules;
import tillmesh.lease.LeaseTimes;
import tillmesh.loop.LaneLoop;
import tillmesh.loop.SteadyClock;
import tillmesh.peer.Alone;
import tillmesh.peer.PeerId;
import tillmesh.peer.Peers;
import tillmesh.peer.ShopCard;
import tillmesh.peer.jgroups.JGroupsPeers;
import tillmesh.peer.jgroups.PatientPeers;
import tillmesh.protocol.HubCodec;
import tillmesh.screen.Front;
import tillmesh.screen.Lines;
import tillmesh.screen.Pages;
import tillmesh.screen.hub.Reception;

/** One lane's node, running. Started and closed by one thread; everything in it has its own. */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    /** How many notes may wait for the loop; more are refused as BUSY. */
    private static final int QUEUE_MAX = 10_000;

    private final NodeConfig config;
    private final FolderLock lock;
    private final Journal journal;
    private final LaneLoop loop;
    private final ExecutorService sender;
    private final Front front;
    private final Peers peers;
    private final Clouds clouds;
    private final BackOffice backOffice;
    private final Surroundings around;
    private final Watch watch;
    private final Desk desk;
    private final Aside aside;
    private final Service service;

    private Node(NodeConfig config, FolderLock lock, Journal journal, Ending ending) {
        this.config = config;
        this.lock = lock;
        this.journal = journal;
        InstantSource wall = InstantSource.system();
        RandomGenerator dice = new SecureRandom();
        History history = new History(journal, wall, System::nanoTime);
        loop = new LaneLoop(history, QUEUE_MAX, SteadyClock.ofThisMachine(BootTime.ofThisMachine()), ending::bug);
        sender = Executors.newSingleThreadExecutor(work -> new Thread(work, "screen-out"));
        Lines lines = new Lines(config.screen(), new HubCodec(), sender);
        watch = new Watch(wall, journal, ending);
        watch.watch(loop);
        watch.history(history);
        peers = config.peer().alone() ? new Alone() : others(journal, config);
        backOffice = new BackOffice(config);
        SignIn signIn = backOffice.signIn(loop, wall, journal, watch);
        clouds = new Clouds(config, wall, loop, journal);
        around = new Surroundings(wall, dice, loop, lines, signIn, peers, clouds.bookkeeper());
        DeskRules rules = rules(config);
        desk = new Desk(around, journal, rules, watch);
        aside = new Aside(loop, watch, new Clearing(journal, desk));
        watch.again(aside::again);
        front = new Front(config.screen(), lines, Reception.at(new Counter(loop, desk)), loop);
        Pages.mountOn(front);
        Secret admin = AdminToken.of(config.auth().adminToken(), config.data().dir());
        DataFolder folder = new DataFolder(config.data().dir().toAbsolutePath().normalize());
        Backups backups = new Backups(folder, config.data().freeMinBytes());
        service = new Service(around, journal, desk, rules, watch, new Service.Disk(folder, backups, history));
        service.mountOn(front, lines, admin, drill(watch), aside);
        new Rounds(around, desk, journal).begin(rules);
    }

    /**
     * Starts a node: takes the folder, opens and checks the journal, starts the loop, and listens last.
     *
     * @param ending told when the node cannot go on
     * @throws tillmesh.fault.Fault when it cannot be started; nothing is left open then
     */
    public static Node start(NodeConfig config, Ending ending) {
        DataFolder folder = DataFolder.open(config.data().dir());
        FolderLock lock = FolderLock.take(folder);
        Journal journal = null;
        Node node = null;
        try {
            NativeLibrary.keepIn(folder.dir().resolve("native"));
            journal = Journal.open(
                    folder, config.lane(), limits(config.data()), InstantSource.system(), new SecureRandom());
            journal.rebuild(new Projections(journal));
            node = new Node(config, lock, journal, ending);
            node.open();
            return node;
        } catch (RuntimeException | Error e) {
            if (journal != null && e instanceof Fault why && why.remedy() == Remedy.RESTART) {
                journal.suspect();
            }
            if (node != null) {
                node.close();
            } else {
                if (journal != null) {
                    journal.close();
                }
                lock.close();
            }
            throw e;
        }
    }

    private void open() {
        if (!journal.story().isEmpty()) {
            LOG.error("{}", journal.story());
        }
        loop.start();
        front.open();
        lock.announce(HeldBy.json(config, front.port()));
        LOG.info("Lane {} sells on {} (life {}).", config.lane(), address(), journal.stream());
        loop.must(() -> journal.marks()
                .require(clouds.required(), clouds.more(), config.replication().copies()));
        if (!config.peer().alone()) {
            // Last: selling must not wait until others have answered or have not.
            desk.mesh().open();
        }
        clouds.begin(around, journal, desk.mesh(), aside);
        clouds.begin(
                loop, journal, desk.mesh(), new Guests(loop, new FromUpstairs(journal, desk, loop::effect), watch));
        backOffice.begin(desk, loop, watch);
    }

    private Peers others(Journal journal, NodeConfig config) {
        return new PatientPeers(
                () -> new JGroupsPeers(self(journal), config), why -> loop.must(() -> watch.noNetwork(why)));
    }

    private @Nullable Drill drill(Watch watch) {
        return config.peer().drill() && peers instanceof PatientPeers others ? new Drill(loop, others, watch) : null;
    }

    private static PeerId self(Journal journal) {
        return new PeerId(journal.stream().origin(), journal.stream().incarnation());
    }

    private static DeskRules rules(NodeConfig config) {
        NodeConfig.Lease lease = config.lease();
        return new DeskRules(
                new LeaseRules(lease.ttl(), lease.grace()),
                new LeaseRules(lease.tableTtl(), lease.grace()),
                lease.tick(),
                config.store().zone(),
                new ShopCard(
                        config.store().id(),
                        config.screen().port() == 0
                                ? ""
                                : address(config.screen(), config.screen().port())),
                config.peer().alone() ? null : sharing(config));
    }

    private static LeasePolicy sharing(NodeConfig config) {
        int lanes = Set.copyOf(config.peer().hosts()).size();
        return new LeasePolicy(LeaseTimes.usual(), cutOff(config.lease().whenCutOff()), lanes);
    }

    private static CutOff cutOff(NodeConfig.Lease.CutOff asked) {
        return switch (asked) {
            case PROVISIONAL -> CutOff.PROVISIONAL;
            case REFUSE -> CutOff.REFUSE;
        };
    }

    private static JournalLimits limits(NodeConfig.Data data) {
        return new JournalLimits(
                data.sizeMaxBytes(), data.walMaxBytes(), data.freeMinBytes(), data.reserveBytes(), data.keep());
    }

    /** Where pages and screens find it: {@code http://127.0.0.1:8766}. */
    public String address() {
        return address(config.screen(), front.port());
    }

    private static String address(NodeConfig.Screen screen, int port) {
        String host = screen.host().contains(":") ? "[" + screen.host() + "]" : screen.host();
        return "http://" + host + ":" + port;
    }

    /** Stops in the reverse order: no new screens, the queue is worked off, the journal closes last. */
    @Override
    public void close() {
        front.close();
        service.close();
        peers.close();
        clouds.close();
        backOffice.close();
        loop.close();
        sender.shutdown();
        journal.close();
        lock.close();
        LOG.info("Lane {} is closed.", config.lane());
    }
}
