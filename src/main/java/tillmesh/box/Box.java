package tillmesh.box;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** A box that is open: takes what lanes send until it is closed. Its methods may be called from any thread. */
public final class Box implements AutoCloseable {
    private static final String FILE = "cloud.db";
    private static final String KEY_FILE = "key";
    private static final int KEY_BYTES = 16;
    /** Head and body of an answer leave as two packets; without this the second waits for the first to be acknowledged. */
    private static final String AT_ONCE = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService thread;
    private final BoxLedger ledger;
    private final String key;
    private volatile Mood mood = Mood.WELL;

    private Box(HttpServer server, BoxLedger ledger, String key) {
        this.server = server;
        this.ledger = ledger;
        this.key = key;
        // One thread does everything: the file has one connection, and what came first is answered first.
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread worker = new Thread(work, "cloud");
            worker.setDaemon(true);
            return worker;
        });
    }

    /**
     * What came so far.
     *
     * @param mood how it behaves now
     * @param entries how many messages are stored
     * @param streams for each life of each lane how many, up to which number
     * @param newest the newest ones, newest first; without payloads
     */
    public record Facts(Mood mood, long entries, List<Stream> streams, List<Arrived> newest) {}

    /** @param missing numbers below the last one that are not there */
    public record Stream(String store, String lane, String incarnation, long entries, long last, long missing) {}

    /** One message. @param id its name @param at when it was written, on its lane's clock */
    public record Arrived(long ingestNo, String id, String topic, String subject, String at) {}

    /**
     * Opens one.
     *
     * @param dir where its file lies and its key; made when it is not there
     * @param host the address to listen on
     * @param port 0: any that is free
     * @throws Fault when the folder or the port cannot be used
     */
    public static Box open(Path dir, String host, int port) {
        try {
            System.setProperty(AT_ONCE, "true");
            Files.createDirectories(dir);
            String key = key(dir.resolve(KEY_FILE));
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
            Box box = new Box(server, new BoxLedger(dir.resolve(FILE)), key);
            server.setExecutor(box.thread);
            server.createContext("/", new Counter(box, box.ledger));
            server.start();
            return box;
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the cloud in the box cannot be opened in " + dir + " at " + host + ":" + port + ": "
                            + e.getMessage(),
                    "choose another port with --port, or a folder that this user may write with --dir",
                    e);
        } catch (SQLException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the file " + dir.resolve(FILE) + " cannot be used: " + e.getMessage(),
                    "end the other program that has it, or name another folder",
                    e);
        }
    }

    // The same at every start, so that lanes need not be told anew.
    private static String key(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(random);
            OwnFile.write(file, "sb_secret_" + HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    /** Where it is: {@code http://127.0.0.1:8790}. */
    public String address() {
        String host = server.getAddress().getHostString();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + server.getAddress().getPort();
    }

    /** What every call must show. */
    public String key() {
        return key;
    }

    /** How it behaves. */
    public Mood mood() {
        return mood;
    }

    /** Has it behave otherwise from the next call on. */
    public void mood(Mood wanted) {
        mood = wanted;
    }

    /** See {@link Facts}. @throws Fault when the file cannot be read */
    public Facts facts() {
        try {
            return CompletableFuture.supplyAsync(this::look, thread).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Fault(Remedy.RETRY, "the box is being closed", "", e);
        } catch (ExecutionException e) {
            throw new Fault(Remedy.RETRY, "the box cannot say what it has", "look at its file", e.getCause());
        }
    }

    /** What came after a number, oldest first. @throws Fault when the file cannot be read */
    public List<Arrived> arrived(long after, int most) {
        try {
            return CompletableFuture.supplyAsync(() -> newer(after, most), thread)
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Fault(Remedy.RETRY, "the box is being closed", "", e);
        } catch (ExecutionException e) {
            throw new Fault(Remedy.RETRY, "the box cannot say what came", "look at its file", e.getCause());
        }
    }

    private List<Arrived> newer(long after, int most) {
        try {
            return ledger.ask(
                    "SELECT ingest_no, message_id, topic, COALESCE(subject, ''), occurred_at FROM ledger WHERE"
                            + " ingest_no > " + after + " ORDER BY ingest_no LIMIT " + most,
                    Box::arrived);
        } catch (SQLException e) {
            throw new Fault(Remedy.RETRY, "the box's file cannot be read", "look at it", e);
        }
    }

    private static Arrived arrived(java.sql.ResultSet row) throws SQLException {
        return new Arrived(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
    }

    /** As {@link #facts}; on the box's own thread. */
    Facts look() {
        try {
            List<Stream> streams = ledger.ask(
                    "SELECT store, lane, incarnation, COUNT(*), MAX(seq) FROM ledger GROUP BY tenant, store, lane,"
                            + " incarnation ORDER BY store, lane, MIN(ingest_no)",
                    row -> new Stream(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(5) - row.getLong(4)));
            List<Arrived> newest = ledger.ask(
                    "SELECT ingest_no, message_id, topic, COALESCE(subject, ''), occurred_at FROM ledger ORDER BY"
                            + " ingest_no DESC LIMIT 20",
                    Box::arrived);
            long entries = streams.stream().mapToLong(Stream::entries).sum();
            return new Facts(mood, entries, streams, newest);
        } catch (SQLException e) {
            throw new Fault(Remedy.RETRY, "the box's file cannot be read", "look at it", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdown();
        try {
            if (thread.awaitTermination(5, java.util.concurrent.TimeUnit.SECONDS)) {
                ledger.close();
            }
        } catch (SQLException e) {
            throw new Fault(Remedy.RETRY, "the box's file does not close", "what it acknowledged is in it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
