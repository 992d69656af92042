package tillmesh.cloud.supabase;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import tillmesh.cloud.Batch;
import tillmesh.config.NodeConfig;
import tillmesh.entry.Entry;

/** The body of a call of {@code ingest_messages}. Payloads stand in it as they were written, to the letter. */
final class IngestRequest {
    private static final JsonFactory JSON = new JsonFactory();

    private final boolean namesStore;
    private final NodeConfig.Store store;

    /** @param namesStore whether the body must say whose entries these are, because no token does */
    IngestRequest(boolean namesStore, NodeConfig.Store store) {
        this.namesStore = namesStore;
        this.store = store;
    }

    byte[] json(Batch batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("messages");
            for (Entry entry : batch.entries()) {
                write(json, entry);
            }
            json.writeEndArray();
            if (namesStore) {
                json.writeStringField("tenant", store.tenant());
                json.writeStringField("store", store.id());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("message_id", entry.id().toString());
        json.writeStringField("terminal_id", entry.id().stream().origin().name());
        json.writeStringField(
                "incarnation", String.format("%08x", entry.id().stream().incarnation()));
        json.writeNumberField("seq", entry.id().seq());
        json.writeStringField("topic", entry.draft().topic());
        json.writeStringField("subject", entry.draft().subject());
        json.writeStringField("screen", entry.draft().screen());
        json.writeNumberField("version", entry.draft().version());
        json.writeStringField(
                "occurred_at", Instant.ofEpochMilli(entry.stamp().wallMillis()).toString());
        json.writeStringField("prev_hash", entry.prevHash().toString());
        json.writeStringField("hash", entry.hash().toString());
        json.writeFieldName("data");
        json.writeRawValue(entry.draft().payload());
        json.writeEndObject();
    }
}
