package tillmesh.cloud.odoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tillmesh.cloud.Trouble;
import tillmesh.config.NodeConfig.Odoo.Kind;
import tillmesh.config.NodeConfig.Odoo.Routes;

/** Both route families of the restaurant add-on, as a user and as a terminal. */
class OdooAddonIT {
    private OdooStandIn odoo;
    private OdooAddon addon;

    @BeforeEach
    void open() throws Exception {
        odoo = new OdooStandIn(17);
    }

    @AfterEach
    void close() {
        addon.close();
        odoo.close();
    }

    private OdooAnswer create(Routes family) throws Exception {
        if (addon == null) {
            addon = new OdooAddon(odoo.settings(Kind.ADDON, family, 0), "L1");
        }
        return addon.post("/orders/create", OdooJson.object().put("pos_reference", "R1"))
                .get(20, TimeUnit.SECONDS);
    }

    private String signIn(Routes family) {
        return family == Routes.POS_API ? "/pos-api/v1/auth/login" : "/web/session/authenticate";
    }

    @ParameterizedTest
    @EnumSource(Routes.class)
    void a_route_is_called_with_what_its_family_wants_to_see(Routes family) throws Exception {
        OdooAnswer.Said said = (OdooAnswer.Said) create(family);
        create(family);

        assertEquals("R1", said.result().path("pos_reference").asText());
        assertEquals(1, odoo.count(signIn(family)));
        assertEquals(2, odoo.count(OdooAddon.prefix(family) + "/orders/create"));
    }

    @ParameterizedTest
    @EnumSource(Routes.class)
    void a_session_that_is_over_is_begun_anew_once(Routes family) throws Exception {
        create(family);
        odoo.routes.people.clear();

        assertTrue(create(family) instanceof OdooAnswer.Said);
        assertEquals(2, odoo.count(signIn(family)));
    }

    @Test
    void being_sent_to_the_page_for_signing_in_is_being_signed_out() throws Exception {
        create(Routes.POS_REACT);
        odoo.spoil(OdooTrick.LOGIN_PAGE, "/pos-react/api/orders/create");

        assertTrue(create(Routes.POS_REACT) instanceof OdooAnswer.Said);
    }

    @Test
    void an_odoo_without_the_add_on_is_a_matter_for_a_person() throws Exception {
        odoo.addon = false;

        OdooAnswer.Failed failed = (OdooAnswer.Failed) create(Routes.POS_REACT);

        assertEquals(Trouble.MISCONFIGURED, failed.trouble());
    }

    @Test
    void a_terminal_shows_its_own_token_and_nobody_signs_in_for_it() throws Exception {
        addon = new OdooAddon(odoo.settings(Kind.ADDON, Routes.POS_REACT, 0), "L1");
        ObjectNode ana = OdooJson.object().put("uid", 12);
        odoo.routes.people.put("ana-session", ana);
        odoo.routes.on("/pos-react/api/session", (work, body, person) -> person);

        OdooAnswer known = addon.asTerminal("/session", "ana-session", "till-1", OdooJson.object())
                .get(20, TimeUnit.SECONDS);
        OdooAnswer.Failed stranger = (OdooAnswer.Failed)
                addon.asTerminal("/session", "eve", "till-1", OdooJson.object()).get(20, TimeUnit.SECONDS);
        OdooAnswer.Failed header = (OdooAnswer.Failed)
                addon.asTerminal("/session", "a; session_id=ana-session", "till-1", OdooJson.object())
                        .get(20, TimeUnit.SECONDS);

        assertEquals(12, ((OdooAnswer.Said) known).result().path("uid").asInt());
        assertEquals(Trouble.NOT_ALLOWED, stranger.trouble());
        assertEquals(Trouble.NOT_ALLOWED, header.trouble());
        assertEquals(0, odoo.count("/web/session/authenticate"));
    }
}
