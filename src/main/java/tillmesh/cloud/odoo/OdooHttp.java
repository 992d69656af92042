package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tillmesh.cloud.http.OneCall;

/** Posts JSON to one Odoo. Any thread; returns at once, and what comes back is completed on threads of OkHttp's. */
final class OdooHttp implements AutoCloseable {
    /** A till waits so long for a sale to be finalised, and asks by its own way then. */
    static final Duration WHOLE_CALL = Duration.ofSeconds(15);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Far above the answer to the largest batch. */
    private static final long ANSWER_BYTES_MAX = 1 << 20;

    private static final MediaType JSON = MediaType.get("application/json");

    private final String url;
    private final String agent;
    private final OkHttpClient client;

    /** @param lane who calls, for the far side's log; may be empty */
    OdooHttp(String url, String lane) {
        this(url, lane, CONNECT, WHOLE_CALL);
    }

    /** @param connect @param wholeCall how long they may take */
    OdooHttp(String url, String lane, Duration connect, Duration wholeCall) {
        this.url = url;
        this.agent = ("tillmesh " + lane).strip();
        // A call that is sent again is one more order on a plain Odoo.
        this.client = OneCall.client(connect, wholeCall);
    }

    /**
     * What came back.
     *
     * @param status of HTTP; 0 when nothing came
     * @param json null when it was none, or longer than any answer
     * @param why what happened when nothing came; empty otherwise
     */
    record Reply(
            int status,
            Map<String, List<String>> headers,
            @Nullable JsonNode json,
            String why) {
        boolean silent() {
            return status == 0;
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }

        List<String> all(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    /** Never completed with an exception. */
    CompletableFuture<Reply> post(String path, Map<String, String> headers, JsonNode body) {
        Request.Builder request = new Request.Builder()
                .url(url + path)
                .header("Accept", "application/json")
                .header("User-Agent", agent)
                .post(RequestBody.create(OdooJson.bytes(body), JSON));
        headers.forEach(request::header);
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        client.newCall(request.build()).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                reply.complete(read(response));
            }

            @Override
            public void onFailure(Call call, IOException e) {
                reply.complete(nothing(e));
            }
        });
        return reply;
    }

    private static Reply read(Response response) {
        try (response) {
            byte[] body = OneCall.body(response, ANSWER_BYTES_MAX);
            JsonNode json = body == null || body.length == 0 ? null : OdooJson.read(body);
            return new Reply(response.code(), response.headers().toMultimap(), json, "");
        } catch (IOException e) {
            return nothing(e);
        }
    }

    private static Reply nothing(IOException e) {
        return new Reply(0, Map.of(), null, OneCall.silence(e));
    }

    @Override
    public void close() {
        OneCall.close(client);
    }
}
