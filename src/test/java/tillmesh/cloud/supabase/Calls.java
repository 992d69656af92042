package tillmesh.cloud.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Changes what is said between a lane and a project. */
final class Calls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Calls() {}

    static byte[] half(byte[] call) {
        return changed(call, messages -> {
            ArrayNode half = JSON.createArrayNode();
            for (int i = 0; i < (messages.size() + 1) / 2; i++) {
                half.add(messages.get(i));
            }
            return half;
        });
    }

    static byte[] backwards(byte[] call) {
        return changed(call, messages -> {
            ArrayNode backwards = JSON.createArrayNode();
            messages.forEach(message -> backwards.insert(0, message));
            return backwards;
        });
    }

    static byte[] ofOthers(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8)
                .replace("\"L1-", "\"L9-")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] changed(byte[] call, UnaryOperator<JsonNode> change) {
        try {
            boolean zipped = call.length > 2 && call[0] == 0x1f && call[1] == (byte) 0x8b;
            byte[] plain = zipped ? new GZIPInputStream(new ByteArrayInputStream(call)).readAllBytes() : call;
            ObjectNode json = (ObjectNode) JSON.readTree(plain);
            json.set("messages", change.apply(json.get("messages")));
            byte[] changed = JSON.writeValueAsBytes(json);
            return zipped ? zipped(changed) : changed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
