package tillmesh.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import tillmesh.config.Secret;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** The node that holds a data folder, asked over HTTP as anybody else would. */
final class RunningNode {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    // Longer than a node lets a question wait, so that its own sentence arrives.
    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
    // A copy of the whole database is made before everything is erased.
    private static final Duration ACTION_MAX = Duration.ofMinutes(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final String address;

    /** An answer as it came. */
    record Answer(int status, String text, JsonNode json) {
        boolean ok() {
            return status == 200;
        }

        /** Why it was refused, for people. */
        String reason() {
            String said = json.path("reason").asText(json.path("error").asText());
            return said.isEmpty() ? "the node answered with " + status : said;
        }
    }

    private RunningNode(String address) {
        this.address = address;
    }

    /** The node that was just started at an address, such as {@code http://127.0.0.1:8766}. */
    static RunningNode at(String address) {
        return new RunningNode(address);
    }

    /**
     * The node that runs in a folder, empty when none does. A lock file that a killed node left behind counts for nothing,
     * and neither does another lane's node that has its port now.
     */
    static Optional<RunningNode> in(Path dir) {
        Optional<RunningNode> node = announced(dir.resolve("lane.lock"));
        try {
            return node.filter(it -> it.keeps(dir.resolve("store.marker")));
        } catch (Fault gone) {
            if (gone.getCause() instanceof ConnectException) {
                return Optional.empty();
            }
            throw gone;
        }
    }

    private static Optional<RunningNode> announced(Path lock) {
        try {
            JsonNode holder = new ObjectMapper().readTree(Files.exists(lock) ? Files.readString(lock) : "");
            return holder.path("port").isInt()
                    ? Optional.of(new RunningNode(
                            "http://" + reachable(holder.path("host").asText()) + ":"
                                    + holder.path("port").asInt()))
                    : Optional.empty();
        } catch (IOException e) {
            // Half written, or not ours to read: nobody can be asked.
            return Optional.empty();
        }
    }

    private static String reachable(String host) {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
    }

    private boolean keeps(Path marker) {
        String store = get("/status").json().path("store").asText();
        try {
            return !store.isEmpty() && Files.readString(marker).contains("store=" + store + "\n");
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads a page. @throws Fault when there is no answer */
    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ANSWER_MAX)
                .build());
    }

    /** What a page shows. @throws Fault when it shows nothing */
    JsonNode page(String path) {
        Answer answer = get(path);
        if (!answer.ok()) {
            throw new Fault(Remedy.RETRY, "the node at " + address + " cannot answer: " + answer.reason(), "");
        }
        return answer.json();
    }

    /** Asks for something that changes the lane. @throws Fault when there is no answer */
    Answer post(String path, String body, Secret token) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ACTION_MAX)
                .header("Authorization", "Bearer " + token.reveal())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .join();
            return new Answer(response.statusCode(), response.body(), json.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new Fault(Remedy.RETRY, address + " answers, but not as a node does", "see who listens there", e);
        } catch (CompletionException e) {
            throw new Fault(
                    Remedy.RETRY,
                    "the node at " + address + " does not answer",
                    "see its log, or try again",
                    e.getCause());
        }
    }
}
