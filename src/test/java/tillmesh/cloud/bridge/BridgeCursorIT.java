package tillmesh.cloud.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tillmesh.cloud.Source;
import tillmesh.config.NodeConfig;
import tillmesh.config.Secret;

/** A cursor is the bridge's own: whatever letters it is made of, it comes back as it went out. */
class BridgeCursorIT {
    @ParameterizedTest
    @ValueSource(strings = {"", "17", "a+b/c==", "x&storeId=S2", "2026-11-21T10:00:00.000Z|é #9%"})
    void a_cursor_comes_back_as_the_bridge_wrote_it(String cursor) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CompletableFuture<String> asked = new CompletableFuture<>();
        server.createContext("/events", call -> {
            asked.complete(call.getRequestURI().getRawQuery());
            byte[] body = "{\"events\":[],\"cursor\":\"1\",\"more\":false}".getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(200, body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        NodeConfig.Store store = new NodeConfig.Store(ZoneId.of("UTC"), "S1", "T1");
        CompletableFuture<Source.Fetched> fetched = new CompletableFuture<>();
        try (BridgeCloud bridge = new BridgeCloud(new NodeConfig.Bridge(url, Secret.of("a-token-of-it")), store)) {
            bridge.fetch(cursor, fetched::complete);
            assertEquals(Source.Page.class, fetched.get(20, TimeUnit.SECONDS).getClass());
        } finally {
            server.stop(0);
        }

        String since = null;
        for (String part : asked.get(20, TimeUnit.SECONDS).split("&", -1)) {
            String[] two = part.split("=", 2);
            if (two[0].equals("since")) {
                since = java.net.URLDecoder.decode(two[1], StandardCharsets.UTF_8);
            }
        }
        assertEquals(cursor, since);
    }
}
