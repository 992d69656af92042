package tillmesh.cloud.supabase;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tillmesh.config.NodeConfig;

/** What every call of a project has in common: address, keys, how long it may take, how long its answer may be. */
final class ProjectCalls {
    /** Longer than the eight seconds that a project gives a statement. */
    private static final Duration WHOLE_CALL = Duration.ofSeconds(15);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Far above the answer to the largest batch. */
    private static final long ANSWER_BYTES_MAX = 1 << 20;

    private static final MediaType JSON = MediaType.get("application/json");
    /** Keys of this form are tokens as well; the newer ones are not. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[^.]*\\.[^.]+\\.[^.]+");

    private final NodeConfig.Supabase project;

    ProjectCalls(NodeConfig.Supabase project) {
        this.project = project;
    }

    static OkHttpClient client() {
        return new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .callTimeout(WHOLE_CALL)
                // A redirect is somebody else's page, and a batch that is sent again is counted as such by whoever
                // sends it.
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
    }

    /** Calls a function of {@code sql/supabase}. @param json its arguments by name */
    Request rpc(String function, byte[] json) {
        String key = project.key().reveal();
        Request.Builder request = new Request.Builder()
                .url(project.url() + "/rest/v1/rpc/" + function)
                .header("apikey", key)
                .header("Accept", "application/json")
                .post(RequestBody.create(json, JSON));
        String token = project.token().isEmpty() ? key : project.token().reveal();
        if (TOKEN.matcher(token).matches()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    /** The body of an answer; null when it is longer than any that is expected. */
    static byte @Nullable [] body(Response response) throws IOException {
        okhttp3.ResponseBody body = response.body();
        if (body == null) {
            return new byte[0];
        }
        BufferedSource source = body.source();
        return source.request(ANSWER_BYTES_MAX + 1) ? null : source.readByteArray();
    }

    static void close(OkHttpClient client) {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
