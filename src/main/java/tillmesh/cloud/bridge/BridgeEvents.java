package tillmesh.cloud.bridge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import tillmesh.cloud.Batch;
import tillmesh.config.NodeConfig;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;

/** Entries as events: the body of {@code POST /events/ingest}. Payloads stand in it as they were written, to the letter. */
final class BridgeEvents {
    private static final JsonFactory JSON = new JsonFactory();

    private BridgeEvents() {}

    static byte[] json(Batch batch, NodeConfig.Store store) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("events");
            for (Entry entry : batch.entries()) {
                if (!batch.idle().contains(entry.id())) {
                    write(json, entry, store);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Entry entry, NodeConfig.Store store) throws IOException {
        Draft draft = entry.draft();
        String lane = entry.id().stream().origin().name();
        json.writeStartObject();
        json.writeStringField("eventId", entry.id().toString());
        json.writeStringField("tenantId", store.tenant());
        json.writeStringField("storeId", store.id());
        // The first word of a topic says what it is about: order.snapshot, table.status.
        json.writeStringField("aggregateType", draft.topic().split("[.:]", 2)[0]);
        json.writeStringField(
                "aggregateId", draft.subject() == null ? entry.id().toString() : draft.subject());
        json.writeNumberField("version", Math.max(1, draft.version()));
        json.writeStringField("type", draft.topic());
        json.writeStringField(
                "at", Instant.ofEpochMilli(entry.stamp().wallMillis()).toString());
        json.writeObjectFieldStart("actor");
        json.writeStringField("deviceId", draft.screen() == null ? lane : draft.screen());
        json.writeEndObject();
        json.writeObjectFieldStart("clock");
        json.writeNumberField("lamport", entry.stamp().wallMillis());
        json.writeStringField("deviceId", lane);
        json.writeEndObject();
        json.writeStringField("hash", entry.hash().toString());
        json.writeFieldName("payload");
        json.writeRawValue(draft.payload());
        json.writeEndObject();
    }
}
