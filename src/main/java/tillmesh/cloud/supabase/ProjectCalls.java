package tillmesh.cloud.supabase;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tillmesh.cloud.http.OneCall;
import tillmesh.config.NodeConfig;

/** What every call of a project has in common: address, keys, how long it may take, how long its answer may be. */
final class ProjectCalls {
    /** A project gives a statement eight seconds, and the edge function gives the database twelve. */
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(15));
    /** Far above the answer to the largest batch. */
    private static final long ANSWER_BYTES_MAX = 1 << 20;

    private static final MediaType JSON = MediaType.get("application/json");
    /** Keys of this form are tokens as well; the newer ones are not. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[^.]*\\.[^.]+\\.[^.]+");

    private final NodeConfig.Supabase project;

    ProjectCalls(NodeConfig.Supabase project) {
        this.project = project;
    }

    /** @param connect how long to wait for a connection @param wholeCall and for all of an answer */
    record Patience(Duration connect, Duration wholeCall) {}

    static OkHttpClient client() {
        return client(PATIENCE);
    }

    static OkHttpClient client(Patience patience) {
        return OneCall.client(patience.connect(), patience.wholeCall());
    }

    /** Sends a batch, the way that the settings say. @param json the arguments of {@code ingest_messages} */
    Request ingest(byte[] json) {
        if (project.via() == NodeConfig.Supabase.Via.RPC) {
            return rpc("ingest_messages", json);
        }
        // PostgREST itself does not take compressed bodies.
        return to("/functions/v1/sync-pos-message")
                .header("Content-Encoding", "gzip")
                .post(new Compressed(json, JSON))
                .build();
    }

    /** Calls a function of {@code sql/supabase}. @param json its arguments by name */
    Request rpc(String function, byte[] json) {
        return to("/rest/v1/rpc/" + function)
                .post(RequestBody.create(json, JSON))
                .build();
    }

    private Request.Builder to(String path) {
        Request.Builder request = new Request.Builder()
                .url(project.url() + path)
                .header("apikey", project.key().reveal())
                .header("Accept", "application/json");
        String token = token();
        if (TOKEN.matcher(token).matches()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    /** What says whose entries these are. */
    String token() {
        return (project.token().isEmpty() ? project.key() : project.token()).reveal();
    }

    /** The body of an answer; null when it is longer than any that is expected. */
    static byte @Nullable [] body(Response response) throws IOException {
        return OneCall.body(response, ANSWER_BYTES_MAX);
    }
}
