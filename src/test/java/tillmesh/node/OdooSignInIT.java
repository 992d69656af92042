package tillmesh.node;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.chaos.rig.Ports;
import tillmesh.cloud.odoo.OdooStaff;
import tillmesh.cloud.odoo.OdooStandIn;
import tillmesh.config.ConfigReader;

/** Lanes whose screens sign in with their session at an Odoo, also while that is off. */
class OdooSignInIT {
    private static final String CASHIER = "point_of_sale.group_pos_user";

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final List<Integer> ports = Ports.forLanes(2);
    private final List<Node> nodes = new ArrayList<>();
    private final List<TestTill> tills = new ArrayList<>();
    private OdooStandIn odoo;
    private OdooStaff staff;

    @BeforeEach
    void open() throws Exception {
        odoo = new OdooStandIn(18);
        staff = new OdooStaff(odoo, 18);
        staff.signsIn("s-ana", 12, "Ana", CASHIER);
    }

    @AfterEach
    void close() {
        tills.forEach(TestTill::close);
        nodes.forEach(Node::close);
        odoo.close();
    }

    private Node start(int lane, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--lane.id=L" + lane,
                "--store.id=S1",
                "--auth.mode=odoo",
                "--data.dir=" + folder.resolve("L" + lane),
                "--screen.port=0",
                "--screen.hub-port=0",
                "--cloud.odoo.url=" + odoo.url(),
                "--cloud.odoo.mode=stock",
                "--cloud.odoo.db=" + OdooStandIn.DB,
                "--cloud.odoo.user=lane@shop.example",
                "--cloud.odoo.password=tiger-in-the-tank",
                "--cloud.odoo.register=3"));
        arguments.addAll(List.of(more));
        Node node = Node.start(ConfigReader.ofArguments(arguments).config(), Ending.process());
        nodes.add(node);
        return node;
    }

    private Node inShop(int lane) {
        String hosts = "127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1);
        return start(lane, "--peer.stack=loopback", "--peer.port=" + ports.get(lane - 1), "--peer.hosts=" + hosts);
    }

    private TestTill till(Node node) {
        TestTill till = TestTill.connect(URI.create(node.address().replace("http", "ws") + "/"));
        tills.add(till);
        return till;
    }

    private static void shows(TestTill till, String token) {
        till.send("{\"type\":\"AUTH\",\"token\":\"" + token + "\",\"deviceId\":\"till-1\"}");
    }

    private boolean letIn(Node node, String token) {
        TestTill till = till(node);
        till.send("{\"type\":\"AUTH\",\"token\":\"" + token + "\",\"deviceId\":\"till-1\",\"opId\":\"in\"}");
        return till.next("ACK").path("ok").asBoolean();
    }

    private static JsonNode page(Node node, String path) throws Exception {
        HttpRequest ask =
                HttpRequest.newBuilder(URI.create(node.address() + path)).build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(ask, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    @Test
    void whom_odoo_knows_is_let_in_as_who_they_are_there() throws Exception {
        Node node = start(1);
        TestTill till = till(node);
        shows(till, "s-ana");

        assertEquals("cashier", till.next("AUTH_OK").path("role").asText());
        till.next("SYNC_STATUS");
        JsonNode terminal = page(node, "/status").path("terminals").path(0);
        assertEquals("Ana", terminal.path("name").asText());
        assertEquals(12, terminal.path("uid").asInt());
    }

    @Test
    void who_is_refused_may_try_again_on_the_same_socket_and_until_then_does_nothing() {
        TestTill till = till(start(1));
        shows(till, "s-eve");
        assertTrue(till.next("AUTH_FAIL").path("reason").asText().contains("Sign in there again"));
        shows(till, "");
        assertTrue(till.next("AUTH_FAIL").path("reason").asText().contains("without a session"));
        JsonNode ack = till.ack("o1", "{\"type\":\"TICKET_NUMBER_REQUEST\",\"orderType\":\"takeout\"}");
        assertEquals("NOT_ALLOWED", ack.path("code").asText());
        shows(till, "s-ana");
        till.next("AUTH_OK");
    }

    @Test
    void of_many_tokens_that_one_socket_shows_at_once_only_the_first_and_the_last_are_asked_about() {
        TestTill till = till(start(1));
        for (int i = 0; i < 50; i++) {
            shows(till, "guess-" + i);
        }
        shows(till, "s-ana");
        till.next("AUTH_OK");

        assertTrue(odoo.count("/web/session/get_session_info") <= 3, odoo.calls.toString());
    }

    @Test
    void while_odoo_is_off_it_is_those_who_were_let_in_lately_and_the_board_says_so() throws Exception {
        Node node = start(1);
        assertTrue(letIn(node, "s-ana"));
        odoo.close();

        assertTrue(letIn(node, "s-ana"));
        assertFalse(letIn(node, "s-bo"));
        assertTrue(page(node, "/stats").path("troubles").toString().contains("Odoo cannot be asked who signs in"));
        node.close();
        nodes.clear();
        assertTrue(letIn(start(1), "s-ana"));
    }

    @Test
    void whom_odoo_has_refused_since_is_not_let_in_while_it_is_off() {
        Node node = start(1);
        assertTrue(letIn(node, "s-ana"));
        staff.signsOut("s-ana");
        assertFalse(letIn(node, "s-ana"));
        odoo.close();

        assertFalse(letIn(node, "s-ana"));
    }

    @Test
    void whom_a_slow_odoo_refuses_after_all_is_sent_away_again() {
        Node node = start(1);
        assertTrue(letIn(node, "s-ana"));
        CountDownLatch said = new CountDownLatch(1);
        staff.refusesLate(said);

        TestTill till = till(node);
        shows(till, "s-ana");
        till.next("AUTH_OK");
        said.countDown();
        till.next("AUTH_FAIL");
        assertEquals(1008, till.closeCode());
        assertFalse(letIn(node, "s-ana"));
    }

    @Test
    void a_till_moves_to_another_lane_while_odoo_is_off() {
        Node first = inShop(1);
        Node second = inShop(2);
        await().atMost(PATIENCE)
                .until(() -> page(first, "/lanes").path("lanes").size() == 2
                        && page(first, "/lanes").path("majority").asBoolean());
        assertTrue(letIn(first, "s-ana"));
        odoo.close();

        await().atMost(PATIENCE).until(() -> letIn(second, "s-ana"));
    }

    @Test
    void without_a_token_it_is_the_user_of_the_settings_where_that_is_allowed() {
        assertTrue(letIn(start(1, "--auth.without-token=on"), ""));
    }
}
