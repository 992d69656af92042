package tillmesh.cloud.bridge;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Batch;
import tillmesh.cloud.Cloud;
import tillmesh.cloud.Portion;
import tillmesh.cloud.Source;
import tillmesh.cloud.Trouble;
import tillmesh.cloud.http.OneCall;
import tillmesh.config.NodeConfig;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;

/** An event bridge: takes what the shop wrote as events, and gives out what others wrote. Any thread; answers on OkHttp's. */
public final class BridgeCloud implements Cloud, Source {
    /** Its name, everywhere and for ever. */
    public static final String NAME = "bridge";
    /** Whoever wrote what came from there, as far as this shop is concerned. */
    public static final String GUEST = "cloud bridge";

    private static final Duration WHOLE_CALL = Duration.ofSeconds(15);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** A page of 500 events of 8 KiB. */
    private static final long ANSWER_BYTES_MAX = 4 << 20;

    private static final int PAGE = 500;
    private static final MediaType JSON = MediaType.get("application/json");

    private final NodeConfig.Bridge bridge;
    private final NodeConfig.Store store;
    private final OkHttpClient client;

    /** @param bridge where, and with which token @param store whose events these are */
    public BridgeCloud(NodeConfig.Bridge bridge, NodeConfig.Store store) {
        this(bridge, store, OneCall.client(CONNECT, WHOLE_CALL));
    }

    BridgeCloud(NodeConfig.Bridge bridge, NodeConfig.Store store, OkHttpClient client) {
        this.bridge = bridge;
        this.store = store;
        this.client = client;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** What came from there need not go back. */
    @Override
    public Portion portion(List<Entry> entries) {
        Set<EntryId> idle = new HashSet<>();
        for (Entry entry : entries) {
            if (GUEST.equals(entry.draft().screen())) {
                idle.add(entry.id());
            }
        }
        return new Portion(entries, idle);
    }

    @Override
    public void store(Batch batch, Consumer<Answer> answered) {
        Request request = request(at("events/ingest").build())
                .post(RequestBody.create(BridgeEvents.json(batch, store), JSON))
                .build();
        client.newCall(request).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                answered.accept(
                        BridgeReply.receipt(batch, response.code(), response.header("Retry-After"), read(response)));
            }

            @Override
            public void onFailure(Call call, IOException e) {
                answered.accept(Answer.Failed.of(Trouble.UNKNOWN, OneCall.silence(e)));
            }
        });
    }

    @Override
    public void fetch(String cursor, Consumer<Fetched> answered) {
        HttpUrl after = at("events")
                .addQueryParameter("limit", String.valueOf(PAGE))
                .addEncodedQueryParameter("since", URLEncoder.encode(cursor, StandardCharsets.UTF_8))
                .build();
        Request request = request(after).build();
        client.newCall(request).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                answered.accept(BridgeReply.page(response.code(), response.header("Retry-After"), read(response)));
            }

            @Override
            public void onFailure(Call call, IOException e) {
                answered.accept(new Nothing(null, OneCall.silence(e)));
            }
        });
    }

    private Request.Builder request(HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + bridge.token().reveal());
    }

    // By the builder, which escapes: a cursor is made of whatever letters the bridge likes.
    private HttpUrl.Builder at(String path) {
        return HttpUrl.get(bridge.url())
                .newBuilder()
                .addPathSegments(path)
                .addQueryParameter("tenantId", store.tenant())
                .addQueryParameter("storeId", store.id());
    }

    private static byte @Nullable [] read(Response response) {
        try (response) {
            return OneCall.body(response, ANSWER_BYTES_MAX);
        } catch (IOException e) {
            // Half an answer is none.
            return null;
        }
    }

    @Override
    public void close() {
        OneCall.close(client);
    }
}
