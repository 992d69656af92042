package tillmesh.cloud.supabase;

import java.io.IOException;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Response;
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

    private final OkHttpClient client = ProjectCalls.client();
    private final ProjectCalls calls;
    private final IngestRequest form;

    /** @param project where, and with which keys @param store whose entries these are */
    public SupabaseCloud(NodeConfig.Supabase project, NodeConfig.Store store) {
        this.calls = new ProjectCalls(project);
        this.form = new IngestRequest(project.token().isEmpty(), store);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void store(Batch batch, Consumer<Answer> answered) {
        client.newCall(calls.rpc("ingest_messages", form.json(batch))).enqueue(new Callback() {
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

    private static Answer read(Response response) {
        try (response) {
            return IngestReply.of(
                    response.code(),
                    response.header("Retry-After"),
                    response.header("Date"),
                    ProjectCalls.body(response));
        } catch (IOException e) {
            return silent(e);
        }
    }

    // The message of such an exception may name addresses that change from try to try; its kind is what matters.
    private static Answer silent(IOException e) {
        return Answer.Failed.of(
                Trouble.UNKNOWN, "it does not answer (" + e.getClass().getSimpleName() + ")");
    }

    @Override
    public void close() {
        ProjectCalls.close(client);
    }
}
