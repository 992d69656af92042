package tillmesh.cloud.supabase;

import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Batch;
import tillmesh.cloud.Cloud;
import tillmesh.cloud.Trouble;
import tillmesh.cloud.http.OneCall;
import tillmesh.config.NodeConfig;

/**
 * A Supabase project, or PostgREST on anything else that has the functions of {@code sql/supabase}. Any thread; answers come
 * on threads of OkHttp's.
 */
public final class SupabaseCloud implements Cloud {
    /** Its name, everywhere and for ever. */
    public static final String NAME = "supabase";

    private final OkHttpClient client;
    private final ProjectCalls calls;
    private final IngestRequest form;
    private final TimeCheck time;

    /** @param project where, and with which keys @param store whose entries these are @param wall this machine's clock */
    public SupabaseCloud(NodeConfig.Supabase project, NodeConfig.Store store, InstantSource wall) {
        this(project, store, wall, ProjectCalls.client());
    }

    SupabaseCloud(NodeConfig.Supabase project, NodeConfig.Store store, InstantSource wall, OkHttpClient client) {
        this.client = client;
        this.calls = new ProjectCalls(project);
        this.form = new IngestRequest(project.token().isEmpty(), store);
        this.time = new TimeCheck(wall, calls.token());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void store(Batch batch, Consumer<Answer> answered) {
        client.newCall(calls.ingest(form.json(batch))).enqueue(new Callback() {
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

    private Answer read(Response response) {
        String date = response.header("Date");
        try (response) {
            return time.explain(
                    IngestReply.of(response.code(), response.header("Retry-After"), date, ProjectCalls.body(response)),
                    date);
        } catch (IOException e) {
            return silent(e);
        }
    }

    private static Answer silent(IOException e) {
        return Answer.Failed.of(Trouble.UNKNOWN, OneCall.silence(e));
    }

    @Override
    public void close() {
        OneCall.close(client);
    }
}
