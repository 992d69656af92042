package tillmesh.screen;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.jspecify.annotations.Nullable;
import tillmesh.config.NodeConfig;
import tillmesh.fault.Check;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.loop.Loop;
import tillmesh.screen.hub.HubEndpoint;
import tillmesh.screen.hub.HubSocket;
import tillmesh.screen.hub.Intake;
import tillmesh.screen.hub.Reception;

/**
 * The front of the house: listens on the screen port and the hub port, gives every upgrade to the hub dialect and every
 * other request to the handlers mounted here. Both ports lead to the same. Opened and closed once, by one thread.
 */
public final class Front implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    private static final int HEAD_BYTES_MAX = 16 * 1024;
    private static final int HEADERS_MAX = 64;
    private static final int READ_BYTES = 64 * 1024;
    private static final int HTTP_THREADS = 2;
    private static final int HTTP_QUEUE_MAX = 256;

    // Kept here so that its level is: the logging of the JDK forgets loggers that nobody holds. What a client does
    // wrong
    // is counted by us; Grizzly and Tyrus would print it with a stack trace each time.
    private final Logger quiet = Logger.getLogger("org.glassfish");
    private final Routes routes = new Routes();
    private final NodeConfig.Screen config;
    private final Lines lines;
    private final Reception reception;
    private final Loop loop;
    private final Duration visitorIdle;
    private @Nullable HttpServer server;
    private int port;
    private int hubPort;
    private volatile boolean open;

    /**
     * @param config where to listen, whom to trust, what may wait
     * @param lines who sends
     * @param reception who takes what comes in
     * @param loop whose clock counts and whose timer looks at the deadlines
     */
    public Front(NodeConfig.Screen config, Lines lines, Reception reception, Loop loop) {
        this(config, lines, reception, loop, Visits.IDLE);
    }

    Front(NodeConfig.Screen config, Lines lines, Reception reception, Loop loop, Duration visitorIdle) {
        this.config = config;
        this.lines = lines;
        this.reception = reception;
        this.loop = loop;
        this.visitorIdle = visitorIdle;
    }

    /**
     * Serves a path, before {@link #open()}. Handlers run on one of {@value #HTTP_THREADS} threads of their own.
     *
     * @param path exact, beginning with a slash
     */
    public void mount(String path, HttpHandler handler) {
        Check.that(server == null, "%s is mounted on an open front", path);
        routes.mount(path, handler);
    }

    /** Starts to listen. @throws Fault when a port or the address cannot be had */
    public void open() {
        Check.that(server == null, "the front opens once");
        quiet.setLevel(Level.SEVERE);
        Visits visits = new Visits(config.connectionsMax(), lines.sockets()::hasRoom, loop::millis, visitorIdle);
        TCPNIOTransport transport = transport();
        NetworkListener listener = listener(transport, visits);
        HttpServer http = new HttpServer();
        server = http;
        http.addListener(listener);
        http.getServerConfiguration().setJmxEnabled(false);
        http.getServerConfiguration()
                .setDefaultErrorPageGenerator((request, status, reason, detail, exception) ->
                        Answers.errorJson("The node could not answer this: " + status + "."));
        http.getServerConfiguration().addHttpHandler(routes);
        listen(config.port(), "screen.port", () -> {
            http.start();
            port = listener.getPort();
        });
        if (config.hubPort() != 0) {
            listen(config.hubPort(), "screen.hub-port", () -> {
                transport.bind(config.host(), config.hubPort());
                hubPort = config.hubPort();
            });
        }
        open = true;
        loop.every(LOOK_EVERY, () -> loop.effect(() -> look(visits)));
    }

    private void look(Visits visits) {
        if (open) {
            lines.look(loop.millis(), visits::look);
        }
    }

    private NetworkListener listener(TCPNIOTransport transport, Visits visits) {
        NetworkListener listener = new NetworkListener("screen", config.host(), config.port());
        listener.setTransport(transport);
        listener.setMaxHttpHeaderSize(HEAD_BYTES_MAX);
        listener.setMaxRequestHeaders(HEADERS_MAX);
        listener.setMaxFormPostSize(GateFilter.BODY_BYTES_MAX);
        listener.setMaxBufferedPostSize(GateFilter.BODY_BYTES_MAX);
        // Grizzly's own idle timer would also end quiet WebSockets; Visits and HubSocket have theirs.
        listener.getKeepAlive().setIdleTimeoutInSeconds(-1);
        listener.getFileCache().setEnabled(false);
        Intake intake = new Intake(lines.sockets(), reception, lines.codec(), loop::millis);
        long frameBytesMax = (long) HubSocket.CEILING_FACTOR * config.frameMaxBytes();
        OneEndpoint endpoint = new OneEndpoint(new HubEndpoint(intake), frameBytesMax);
        listener.registerAddOn((owner, chain) -> {
            int last = chain.indexOfType(HttpServerFilter.class);
            chain.add(last, new GateFilter(new Gate(config), visits));
            chain.add(
                    last + 1, new UpgradeFilter(endpoint.getWebSocketEngine(), lines.sockets(), visits, loop::millis));
        });
        return listener;
    }

    // One selector reads everything and does not hand it on: decoding is short and the rest is a note to the loop. HTTP
    // handlers may take longer, so they get threads of their own.
    private static TCPNIOTransport transport() {
        ThreadPoolConfig selector =
                ThreadPoolConfig.defaultConfig().copy().setPoolName("screen-io").setDaemon(true);
        ThreadPoolConfig workers = ThreadPoolConfig.defaultConfig()
                .copy()
                .setPoolName("screen-http")
                .setDaemon(true)
                .setCorePoolSize(HTTP_THREADS)
                .setMaxPoolSize(HTTP_THREADS)
                .setQueueLimit(HTTP_QUEUE_MAX);
        TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance()
                .setIOStrategy(SameThreadIOStrategy.getInstance())
                .setSelectorThreadPoolConfig(selector)
                .setWorkerThreadPoolConfig(workers)
                .setSelectorRunnersCount(1)
                .setReadBufferSize(READ_BYTES)
                .setTcpNoDelay(true)
                .setKeepAlive(true)
                .build();
        transport.getAsyncQueueIO().getWriter().setMaxPendingBytesPerConnection(-1);
        return transport;
    }

    private void listen(int wanted, String key, Bind bind) {
        try {
            bind.run();
        } catch (IOException | UnresolvedAddressException e) {
            shut();
            throw isOurs(config.host()) && e instanceof BindException ? taken(wanted, key, e) : nowhere(e);
        }
    }

    private Fault taken(int wanted, String key, Exception why) {
        String what = "port " + wanted + " on " + config.host() + " is taken";
        return new Fault(Remedy.CALL_SOMEONE, what, "stop the other program or set " + key, why);
    }

    private Fault nowhere(Exception why) {
        String what = "cannot listen on " + config.host() + ": " + why.getMessage();
        return new Fault(Remedy.CALL_SOMEONE, what, "set screen.host to an address of this machine", why);
    }

    private static boolean isOurs(String host) {
        InetSocketAddress address = new InetSocketAddress(host, 0);
        try {
            return !address.isUnresolved()
                    && (address.getAddress().isAnyLocalAddress()
                            || NetworkInterface.getByInetAddress(address.getAddress()) != null);
        } catch (SocketException e) {
            return false;
        }
    }

    /** The port for pages and screens, as listened on. */
    public int port() {
        return port;
    }

    /** The second port, 0 when it is off. */
    public int hubPort() {
        return hubPort;
    }

    /** Listens no more, tells every screen that the node goes away (1001), waits for them 2 s at most. Not on the loop. */
    @Override
    public void close() {
        Check.that(!loop.here(), "the lane thread must not wait for screens");
        open = false;
        HttpServer http = server;
        if (http == null) {
            return;
        }
        http.getListeners().forEach(listener -> listener.getTransport().unbindAll());
        lines.sockets().closeAll(1001, "the node stops", CLOSE_WAIT);
        shut();
    }

    private void shut() {
        if (server != null) {
            server.shutdownNow();
        }
    }

    /** Something that may find its port taken. */
    @FunctionalInterface
    private interface Bind {
        void run() throws IOException;
    }
}
