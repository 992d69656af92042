package tillmesh.cloud.supabase;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Batch;
import tillmesh.cloud.Cloud;
import tillmesh.cloud.Trouble;
import tillmesh.config.NodeConfig;

/**
 * A Supabase project, or PostgREST on anything else that has the functions of {@code sql/supabase}. Any thread; answers come
 * on threads of OkHttp's.
 */
public final class SupabaseCloud implements Cloud {
    /** Its name, everywhere and for ever. */
    public static final String NAME = "supabase";

    /** Longer than the eight seconds that a project gives a statement. */
    private static final Duration WHOLE_CALL = Duration.ofSeconds(15);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Far above the answer to the largest batch. */
    private static final long ANSWER_BYTES_MAX = 1 << 20;

    private static final MediaType JSON = MediaType.get("application/json");
    /** Keys of this form are tokens as well; the newer ones are not. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[^.]*\\.[^.]+\\.[^.]+");

    private final OkHttpClient client;
    private final NodeConfig.Supabase project;
    private final IngestRequest form;

    /** @param project where, and with which keys @param store whose entries these are */
    public SupabaseCloud(NodeConfig.Supabase project, NodeConfig.Store store) {
        this.project = project;
        this.form = new IngestRequest(project.token().isEmpty(), store);
        this.client = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .callTimeout(WHOLE_CALL)
                // A redirect is somebody else's page, and a batch that is sent again is counted as such by whoever
                // sends it.
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void store(Batch batch, Consumer<Answer> answered) {
        client.newCall(request(batch)).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                answered.accept(read(response));
            }

            @Override
            public void onFailure(Call call, IOException e) {
                answered.accept(silent(e));
            }
        });
    }

    private Request request(Batch batch) {
        String key = project.key().reveal();
        Request.Builder request = new Request.Builder()
                .url(project.url() + "/rest/v1/rpc/ingest_messages")
                .header("apikey", key)
                .header("Accept", "application/json")
                .post(RequestBody.create(form.json(batch), JSON));
        String token = project.token().isEmpty() ? key : project.token().reveal();
        if (TOKEN.matcher(token).matches()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static Answer read(Response response) {
        try (response) {
            return IngestReply.of(
                    response.code(), response.header("Retry-After"), response.header("Date"), body(response));
        } catch (IOException e) {
            return silent(e);
        }
    }

    private static byte @Nullable [] body(Response response) throws IOException {
        okhttp3.ResponseBody body = response.body();
        if (body == null) {
            return new byte[0];
        }
        BufferedSource source = body.source();
        return source.request(ANSWER_BYTES_MAX + 1) ? null : source.readByteArray();
    }

    // The message of such an exception may name addresses that change from try to try; its kind is what matters.
    private static Answer silent(IOException e) {
        return Answer.Failed.of(
                Trouble.UNKNOWN, "it does not answer (" + e.getClass().getSimpleName() + ")");
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
