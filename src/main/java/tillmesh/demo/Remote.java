package tillmesh.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** Asks something of a demo that runs in another process. Any thread. */
public final class Remote {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

    private Remote() {}

    /**
     * Has something done to a lane.
     *
     * @param dir the demo's folder
     * @throws Fault when no demo runs there
     */
    public static Answer act(Path dir, Verb verb, String lane) {
        return act(dir, verb.word(), lane);
    }

    /**
     * Has the demo's cloud behave otherwise.
     *
     * @param dir the demo's folder
     * @param mood the word for it
     * @throws Fault when no demo runs there
     */
    public static Answer cloud(Path dir, String mood) {
        return act(dir, "cloud", mood);
    }

    private static Answer act(Path dir, String what, String whom) {
        Pass pass = Pass.in(dir).orElseThrow(() -> nobody(dir, null));
        HttpRequest request = HttpRequest.newBuilder(URI.create(pass.page() + "act/" + what + "/" + whom))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + pass.token())
                .POST(BodyPublishers.noBody())
                .build();
        JsonNode said = Words.read(send(request, dir).body());
        return new Answer(said.path("ok").asBoolean(), said.path("said").asText());
    }

    /** Where a demo that runs in a folder shows its page; empty when none runs there. */
    static Optional<String> running(Path dir) {
        return Pass.in(dir).map(Pass::page).filter(page -> {
            try {
                return send(
                                        HttpRequest.newBuilder(URI.create(page + "state"))
                                                .timeout(ANSWER_MAX)
                                                .build(),
                                        dir)
                                .statusCode()
                        == 200;
            } catch (Fault gone) {
                return false;
            }
        });
    }

    private static HttpResponse<String> send(HttpRequest request, Path dir) {
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw nobody(dir, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw nobody(dir, e);
        }
    }

    private static Fault nobody(Path dir, @org.jspecify.annotations.Nullable Exception cause) {
        return new Fault(
                Remedy.RETRY,
                "no demo runs in " + dir,
                "start one with 'demo', or name its folder with --data.dir=DIR",
                cause);
    }
}
