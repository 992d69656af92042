package tillmesh.cloud.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Trouble;
import tillmesh.config.NodeConfig;
import tillmesh.config.Secret;
import tillmesh.far.ExpiredServer;
import tillmesh.far.Front;
import tillmesh.far.HostedGateway;
import tillmesh.far.Mishap;
import tillmesh.far.Project;

/** What the board says when a real project does not take what it is sent: something that a person can act on. */
class ReasonsIT {
    private static final NodeConfig.Store STORE = new NodeConfig.Store(ZoneId.of("UTC"), "S1", "reasons");
    private static final String CLAIMS = "{\"role\":\"tillmesh_lane\",\"tenant\":\"reasons\",\"store\":\"S1\"";

    @TempDir
    Path dir;

    private Project project;
    private Front front;
    private InstantSource wall = InstantSource.system();

    @BeforeEach
    void open() {
        project = Project.get();
        front = new Front(Map.of("/rest/v1", project.rest()));
        front.gate = new HostedGateway(project.tokens());
    }

    @AfterEach
    void close() {
        front.close();
    }

    private Answer.Failed send(String url, String token) throws Exception {
        NodeConfig.Supabase to = new NodeConfig.Supabase(url, Secret.of(HostedGateway.PUBLISHABLE), Secret.of(token));
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try (SupabaseCloud cloud = new SupabaseCloud(to, STORE, wall)) {
            cloud.store(Batches.of(1, "{}"), answer::complete);
            return (Answer.Failed) answer.get(20, TimeUnit.SECONDS);
        }
    }

    private void assertSays(Trouble trouble, String why, Answer.Failed failed) {
        assertEquals(why, failed.why());
        assertEquals(trouble, failed.trouble());
    }

    @Test
    void a_token_that_ran_out_is_named_with_its_day() throws Exception {
        assertSays(
                Trouble.NOT_ALLOWED,
                "HTTP 401, code PGRST301: the token is not of this project, or has run out;"
                        + " the token ran out on 2026-01-31",
                send(front.url(), project.tokens().of(CLAIMS + ",\"exp\":1769860800}")));
    }

    @Test
    void a_token_from_the_future_is_explained_by_the_clock_that_is_behind() throws Exception {
        Instant now = Instant.now();
        wall = () -> Instant.now().minus(Duration.ofHours(3).plusMinutes(1));

        String token = project.tokens()
                .of(CLAIMS + ",\"iat\":" + now.plusSeconds(7_200).getEpochSecond() + "}");

        assertTrue(send(front.url(), token).why().endsWith("; this machine's clock is 3 hours behind the cloud's"));
        wall = () -> Instant.now().plus(Duration.ofDays(9));
        assertTrue(send(front.url(), token).why().endsWith("; this machine's clock is 9 days ahead of the cloud's"));
        wall = InstantSource.system();
        assertTrue(send(front.url(), token).why().endsWith("or has run out"), "a right clock is not blamed");
    }

    @Test
    void a_token_without_a_store_and_one_of_a_person_are_told_apart() throws Exception {
        assertSays(
                Trouble.NOT_ALLOWED,
                "HTTP 403, code PT403: the token names no store",
                send(front.url(), project.tokens().of("{\"role\":\"tillmesh_lane\"}")));
        assertSays(
                Trouble.NOT_ALLOWED,
                "HTTP 403, code 42501: this key or token may not call it",
                send(front.url(), project.tokens().of("{\"role\":\"authenticated\",\"store\":\"S1\"}")));
    }

    @Test
    void a_project_in_which_the_files_were_not_run_is_no_matter_of_an_entry() throws Exception {
        project.database().run("ALTER FUNCTION public.ingest_messages RENAME TO ingest");
        project.database().run("NOTIFY pgrst, 'reload schema'");
        try {
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertSays(
                            Trouble.MISCONFIGURED,
                            "HTTP 404, code PGRST202: the files of sql/supabase were not run there",
                            send(front.url(), project.tokens().lane("reasons", "S1"))));
        } finally {
            project.database().run("ALTER FUNCTION public.ingest RENAME TO ingest_messages");
            project.database().run("NOTIFY pgrst, 'reload schema'");
            project.ready();
        }
        front.mishap = Mishap.status(400, "{\"code\":\"42703\",\"message\":\"column topic does not exist\"}");
        assertSays(
                Trouble.MISCONFIGURED,
                "HTTP 400, code 42703",
                send(front.url(), project.tokens().lane("reasons", "S1")));
    }

    @Test
    void a_certificate_that_ran_out_or_is_nobodys_is_called_so() throws Exception {
        String token = project.tokens().lane("reasons", "S1");
        try (ExpiredServer server = new ExpiredServer(dir)) {
            assertSays(
                    Trouble.UNKNOWN,
                    "its certificate is signed by nobody whom this machine trusts",
                    send(server.url(), token));
            assertSays(
                    Trouble.UNKNOWN,
                    "its certificate has run out, or this machine's clock is wrong",
                    send(server.trust().url(), token));
        }
    }
}
