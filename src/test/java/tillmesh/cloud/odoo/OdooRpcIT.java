package tillmesh.cloud.odoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tillmesh.cloud.Trouble;
import tillmesh.config.NodeConfig;
import tillmesh.config.NodeConfig.Odoo.Kind;
import tillmesh.config.NodeConfig.Odoo.Routes;
import tillmesh.config.Secret;

/** What answers of an Odoo are taken for. */
class OdooRpcIT {
    private OdooStandIn odoo;
    private OdooRpc rpc;

    private void open(int version) throws Exception {
        odoo = new OdooStandIn(version);
        odoo.books.put("product.product", "{\"id\":1,\"name\":\"Espresso\",\"list_price\":2.50}");
        rpc = new OdooRpc(odoo.settings(Kind.STOCK, Routes.POS_REACT, 1));
    }

    @AfterEach
    void close() {
        rpc.close();
        odoo.close();
    }

    private OdooAnswer products() throws Exception {
        ArrayNode domain = OdooJson.array().add(OdooJson.array("name", "=", "Espresso"));
        return rpc.find("product.product", domain, OdooJson.array("name", "list_price"), 5)
                .get(20, TimeUnit.SECONDS);
    }

    private OdooAnswer.Failed failed(OdooTrick trick) throws Exception {
        open(18);
        products();
        odoo.spoil(trick, "product.product.search_read");
        return (OdooAnswer.Failed) products();
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19})
    void every_version_says_which_it_is_and_answers_its_user(int version) throws Exception {
        open(version);

        OdooAnswer.Said told = (OdooAnswer.Said) rpc.version().get(20, TimeUnit.SECONDS);
        OdooAnswer.Said found = (OdooAnswer.Said) products();

        assertEquals(version, told.result().asInt());
        assertEquals(
                "[{\"id\":1,\"name\":\"Espresso\",\"list_price\":2.50}]",
                found.result().toString());
        products();
        rpc.version().get(20, TimeUnit.SECONDS);
        assertEquals(1, odoo.count("authenticate"), "signing in is done once");
        assertEquals(1, odoo.count("version"));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19})
    void an_error_is_known_by_its_name_whatever_its_number_and_its_words_are(int version) throws Exception {
        open(version);
        odoo.models.on("pos.order", "break", (work, args, kwargs) -> {
            throw OdooRefusal.validation("Dieser Artikel ist archiviert.\nmore lines");
        });

        OdooAnswer.Failed failed =
                (OdooAnswer.Failed) rpc.execute("pos.order", "break", OdooJson.array(), OdooJson.object())
                        .get(20, TimeUnit.SECONDS);

        assertEquals(Trouble.REFUSED, failed.trouble());
        assertEquals("ValidationError", failed.name());
        assertEquals("Odoo says ValidationError: Dieser Artikel ist archiviert.", failed.sentence());
        assertFalse(failed.toString().contains("secret_of_the_traceback"), failed.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "DONE_AND_CUT, UNKNOWN", "DONE_AND_HALVED, UNKNOWN", "PORTAL, UNKNOWN", "REDIRECT, UNKNOWN", "EMPTY, UNKNOWN",
        "OTHER_ANSWER, UNKNOWN", "SERIALIZATION, UNKNOWN", "S500, UNKNOWN", "S502, UNKNOWN", "S503, UNKNOWN",
        "S429, UNKNOWN", "S413, TOO_LARGE", "PAGE_404, MISCONFIGURED"
    })
    void what_is_no_answer_of_an_odoo_proves_nothing(OdooTrick trick, Trouble trouble) throws Exception {
        OdooAnswer.Failed failed = failed(trick);

        assertEquals(trouble, failed.trouble(), failed.why());
        boolean waits = trick == OdooTrick.S503 || trick == OdooTrick.S429;
        assertEquals(waits ? Duration.ofSeconds(7) : null, failed.retryAfter());
    }

    @Test
    void a_call_is_sent_once_also_when_the_answer_says_come_again_at_once() throws Exception {
        OdooAnswer.Failed failed = failed(OdooTrick.S503_AT_ONCE);

        assertEquals(Trouble.UNKNOWN, failed.trouble());
        assertEquals(2, odoo.count("product.product.search_read"), "one to sign in, and this one");
    }

    @Test
    void who_was_signed_out_signs_in_again_once_and_the_call_is_done() throws Exception {
        open(17);
        products();
        odoo.spoil(OdooTrick.SIGNED_OUT, "product.product.search_read");

        assertTrue(products() instanceof OdooAnswer.Said);
        assertEquals(2, odoo.count("authenticate"));
        assertEquals(3, odoo.count("product.product.search_read"));
    }

    @Test
    void a_password_that_was_changed_is_asked_for_once_a_call_and_not_for_ever() throws Exception {
        open(19);
        products();
        odoo.password = "another";

        OdooAnswer.Failed failed = (OdooAnswer.Failed) products();

        assertEquals(Trouble.NOT_ALLOWED, failed.trouble());
        assertEquals("it knows no such user, or the password is not theirs", failed.why());
        assertEquals(2, odoo.count("authenticate"));

        odoo.password = OdooStandIn.PASSWORD;
        assertTrue(products() instanceof OdooAnswer.Said);
    }

    @Test
    void a_database_that_is_not_there_is_a_matter_for_a_person() throws Exception {
        open(17);
        NodeConfig.Odoo right = odoo.settings(Kind.STOCK, Routes.POS_REACT, 1);
        try (OdooRpc wrong = new OdooRpc(new NodeConfig.Odoo(
                right.url(), "other", right.user(), Secret.of("12345678"), right.mode(), right.routes(), 1))) {
            OdooAnswer.Failed failed =
                    (OdooAnswer.Failed) wrong.find("product.product", OdooJson.array(), OdooJson.array(), 1)
                            .get(20, TimeUnit.SECONDS);

            assertEquals(Trouble.MISCONFIGURED, failed.trouble());
            assertEquals("it has no database of that name", failed.why());
        }
    }

    @Test
    void an_odoo_that_is_not_there_is_not_waited_for_for_long() throws Exception {
        open(18);
        odoo.close();

        OdooAnswer.Failed failed = (OdooAnswer.Failed) products();

        assertEquals(Trouble.UNKNOWN, failed.trouble());
        assertEquals("it does not answer (ConnectException)", failed.why());
    }
}
