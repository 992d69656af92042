package tillmesh.cloud.bridge;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tillmesh.box.Box;
import tillmesh.cloud.Cloud;
import tillmesh.cloud.CloudContract;
import tillmesh.cloud.FarSide;
import tillmesh.cloud.OneLane;
import tillmesh.cloud.http.OneCall;
import tillmesh.config.NodeConfig;
import tillmesh.config.Secret;
import tillmesh.entry.EntryId;
import tillmesh.far.BoxFile;
import tillmesh.far.Front;

/** The contract with an event bridge: that of the cloud in a box. */
class BridgeContractIT extends CloudContract {
    @Override
    protected FarSide open() {
        return new BridgeSide(dir.resolve("box"));
    }

    @Override
    protected int maintenance() {
        return 10;
    }

    private static final class BridgeSide implements FarSide {
        private static final ObjectMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();

        private final BoxFile file;
        private final Box box;
        private final Front front;
        private volatile String key;

        BridgeSide(Path dir) {
            box = Box.open(dir, "127.0.0.1", 0);
            file = new BoxFile(dir);
            key = box.key();
            front = new Front(Map.of("/", box.address() + "/"));
        }

        @Override
        public Front front() {
            return front;
        }

        @Override
        public Cloud adapter(String url, OneLane lane) {
            NodeConfig.Store store = new NodeConfig.Store(ZoneId.of("UTC"), "S1", "T1");
            return new BridgeCloud(
                    new NodeConfig.Bridge(url, Secret.of(key)),
                    store,
                    OneCall.client(Duration.ofMillis(300), Duration.ofMillis(400)));
        }

        @Override
        public List<String> ledger() {
            return file.sql("SELECT event_id || ' ' || json_extract(json, '$.hash') FROM event WHERE json <> '{}'");
        }

        /** Something else has its name. */
        @Override
        public void poison(EntryId entry) {
            file.sql("INSERT INTO event (tenant, store, event_id, json) VALUES ('T1', 'S1', '" + entry + "', '{}')");
        }

        @Override
        public Runnable drift() {
            file.sql("ALTER TABLE event RENAME COLUMN json TO text");
            return () -> file.sql("ALTER TABLE event RENAME COLUMN text TO json");
        }

        @Override
        public void rotateKey() {
            String real = key;
            key = "the_new_key_of_the_bridge";
            front.gate = call -> call.changesBearer(key, real);
        }

        @Override
        public byte[] half(byte[] call) {
            return changed(call, events -> {
                ArrayNode half = JSON.createArrayNode();
                for (int i = 0; i < (events.size() + 1) / 2; i++) {
                    half.add(events.get(i));
                }
                return half;
            });
        }

        @Override
        public byte[] backwards(byte[] call) {
            return changed(call, events -> {
                ArrayNode backwards = JSON.createArrayNode();
                events.forEach(event -> backwards.insert(0, event));
                return backwards;
            });
        }

        private static byte[] changed(byte[] call, UnaryOperator<ArrayNode> change) {
            try {
                ObjectNode json = (ObjectNode) JSON.readTree(call);
                json.set("events", change.apply((ArrayNode) json.get("events")));
                return JSON.writeValueAsBytes(json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public byte[] ofOthers(byte[] answer) {
            return new String(answer, StandardCharsets.UTF_8)
                    .replace("\"L1-", "\"L9-")
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            front.close();
            box.close();
        }
    }
}
