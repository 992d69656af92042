package tillmesh.cloud.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Batch;
import tillmesh.cloud.FarLedger;
import tillmesh.cloud.Trouble;
import tillmesh.cloud.http.OneCall;
import tillmesh.config.NodeConfig;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.shop.LaneId;

/** The ledger of a project, asked by its functions {@code prove_…}. One thread, which waits for each answer. */
public final class SupabaseLedger implements FarLedger {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OkHttpClient client = ProjectCalls.client();
    private final ProjectCalls calls;
    private final NodeConfig.Store store;
    private final boolean namesStore;
    private final IngestRequest form;

    /** @param project where, and with which keys @param store whose entries are asked for */
    public SupabaseLedger(NodeConfig.Supabase project, NodeConfig.Store store) {
        this.calls = new ProjectCalls(project);
        this.store = store;
        this.namesStore = project.token().isEmpty();
        this.form = new IngestRequest(namesStore, store);
    }

    @Override
    public List<FarStream> streams() {
        return ask("prove_streams", JSON.createObjectNode(), SupabaseLedger::stream);
    }

    @Override
    public List<FarBlock> blocks(Stream stream, long after) {
        ObjectNode of = of(stream).put("after_block", after).put("max_blocks", BLOCK);
        return ask(
                "prove_blocks",
                of,
                row -> new FarBlock(
                        row.required("block").longValue(),
                        row.required("entries").longValue(),
                        row.required("digest").textValue()));
    }

    @Override
    public List<FarEntry> entries(Stream stream, long from, long upto) {
        ObjectNode of = of(stream).put("from_seq", from).put("upto_seq", upto);
        return ask(
                "prove_entries", of, row -> new FarEntry(row.required("seq").longValue(), hash(row.required("hash"))));
    }

    @Override
    public Answer store(Batch batch) {
        try (Response response =
                client.newCall(calls.rpc("ingest_messages", form.json(batch))).execute()) {
            return IngestReply.of(
                    response.code(),
                    response.header("Retry-After"),
                    response.header("Date"),
                    ProjectCalls.body(response));
        } catch (IOException e) {
            return Answer.Failed.of(Trouble.UNKNOWN, OneCall.silence(e));
        }
    }

    private static ObjectNode of(Stream stream) {
        return JSON.createObjectNode()
                .put("lane", stream.origin().name())
                .put("incarnation", String.format("%08x", stream.incarnation()));
    }

    private static FarStream stream(JsonNode row) {
        LaneId lane = new LaneId(row.required("lane").textValue());
        int life = Integer.parseUnsignedInt(row.required("incarnation").textValue(), 16);
        return new FarStream(
                new Stream(lane, life),
                row.required("entries").longValue(),
                row.required("last_seq").longValue(),
                hash(row.required("last_hash")));
    }

    private static Hash hash(JsonNode hex) {
        return Hash.of(HexFormat.of().parseHex(hex.textValue()));
    }

    private <T> List<T> ask(String function, ObjectNode arguments, Function<JsonNode, T> reading) {
        if (namesStore) {
            arguments.put("tenant", store.tenant()).put("store", store.id());
        }
        try (Response response = client.newCall(calls.rpc(function, JSON.writeValueAsBytes(arguments)))
                .execute()) {
            byte[] body = ProjectCalls.body(response);
            JsonNode rows = response.code() == 200 && body != null ? JSON.readTree(body) : null;
            if (rows == null || !rows.isArray()) {
                throw unclear(function, "HTTP " + response.code(), null);
            }
            List<T> read = new ArrayList<>();
            rows.forEach(row -> read.add(reading.apply(row)));
            return read;
        } catch (IOException e) {
            throw unclear(function, e.getClass().getSimpleName(), e);
        } catch (IllegalArgumentException e) {
            throw unclear(function, "an answer in another form", e);
        }
    }

    private static Fault unclear(String function, String what, @org.jspecify.annotations.Nullable Exception why) {
        return new Fault(
                Remedy.RETRY,
                "the cloud does not say what it has (" + function + ": " + what + ")",
                "look at its address, its key, and whether all of sql/supabase was run there",
                why);
    }

    @Override
    public void close() {
        OneCall.close(client);
    }
}
