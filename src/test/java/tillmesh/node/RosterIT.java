package tillmesh.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who votes: every lane that was met, until an administrator retires it. */
class RosterIT {
    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();

    private JsonNode lanes(TestLane lane) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(lane.http("/lanes")).build();
        return TestTill.tree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private HttpResponse<String> retire(TestLane lane, String other) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(lane.http("/lanes/retire"))
                .header("Authorization", "Bearer " + TestLane.ADMIN)
                .POST(HttpRequest.BodyPublishers.ofString("{\"lane\":\"" + other + "\"}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_lane_that_will_not_come_back_is_retired_and_then_two_votes_of_three_are_with_the_first() throws Exception {
        try (TestShop shop = TestShop.whole(dir, 3)) {
            TestLane first = shop.lane(1);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> lanes(first).path("lanes").size() == 3);
            assertTrue(lanes(first).path("majority").asBoolean());
            HttpResponse<String> here = retire(first, "L3");
            assertEquals(409, here.statusCode());
            assertTrue(here.body().contains("Stop its node first"), here.body());
            assertEquals(409, retire(first, "L9").statusCode());

            shop.close(3);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> retire(first, "L3").statusCode() == 200);
            assertEquals(2, lanes(first).path("lanes").size());

            shop.close(2);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            !lanes(first).path("lanes").path(1).path("inView").asBoolean());
            assertTrue(lanes(first).path("majority").asBoolean(), "the first of two lanes has two votes");
            shop.awaitFirm(1);
        }
    }
}
