package tillmesh.cloud.odoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tillmesh.cloud.odoo.OdooPeople.Person;
import tillmesh.config.NodeConfig.Odoo.Kind;
import tillmesh.config.NodeConfig.Odoo.Routes;

/** Who an Odoo says that a session belongs to, with the add-on and without. */
class OdooPeopleIT {
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMiJ9.c2lnbmF0dXJl";

    private OdooStandIn odoo;
    private OdooStaff staff;
    private OdooPeople people;

    @AfterEach
    void close() {
        people.close();
        odoo.close();
    }

    private void open(int version, Kind mode) throws Exception {
        odoo = new OdooStandIn(version);
        staff = new OdooStaff(odoo, version);
        people = new OdooPeople(odoo.settings(mode, Routes.POS_REACT, 3), "L1");
    }

    private Person who(String token) throws Exception {
        return people.who(token, "till-1").get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19})
    void a_plain_odoo_says_who_it_is_and_what_their_groups_allow(int version) throws Exception {
        open(version, Kind.STOCK);
        staff.signsIn("s-ana", 12, "Ana", OdooStaff.MANAGER, OdooStaff.CASHIER);
        staff.signsIn("s-bo", 13, "Bo", OdooStaff.CASHIER);
        staff.signsIn("s-cy", 14, "Cy");

        assertEquals(new Person.Known(12, "Ana", "manager"), who("s-ana"));
        assertEquals(new Person.Known(13, "Bo", "cashier"), who("s-bo"));
        assertEquals(new Person.Known(14, "Cy", "waiter"), who("s-cy"));
        assertEquals(0, odoo.count("/web/session/authenticate"));
    }

    @Test
    void a_visitor_of_the_website_sells_nothing() throws Exception {
        open(17, Kind.STOCK);
        staff.signsIn("s-eve", "{\"uid\":40,\"name\":\"Eve\",\"is_internal_user\":false}");

        assertTrue(who("s-eve") instanceof Person.Nobody);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_session_that_is_over_is_a_no(Kind mode) throws Exception {
        open(18, mode);

        assertTrue(who("s-gone") instanceof Person.Nobody);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_cannot_stand_in_a_header_is_a_no_and_nobody_is_asked(Kind mode) throws Exception {
        open(18, mode);
        staff.signsIn("s-ana", 12, "Ana");

        for (String token : new String[] {"x; session_id=s-ana", "a b", "a\r\nCookie: session_id=s-ana", "é"}) {
            assertTrue(who(token) instanceof Person.Nobody, token);
        }
        assertEquals(0, odoo.calls.size());
    }

    @Test
    void the_add_on_says_it_in_one_of_its_forms() throws Exception {
        open(17, Kind.ADDON);
        staff.signsIn("s-1", "{\"uid\":12,\"name\":\"Ana\",\"role\":\"manager\"}");
        staff.signsIn("s-2", "{\"user\":{\"id\":13,\"name\":\"Bo\",\"role\":\"cashier\"}}");
        staff.signsIn("s-3", "{\"user\":{\"id\":14,\"name\":\"Cy\",\"role\":false}}");
        staff.signsIn("s-4", "{\"uid\":15,\"user\":{\"name\":\"Di\\u0007\",\"role\":\"owner\"}}");
        staff.signsIn("s-5", "{\"uid\":false}");
        staff.signsIn(JWT, "{\"user\":{\"id\":16,\"name\":\"Ed\",\"role\":\"waiter\"}}");

        assertEquals(new Person.Known(12, "Ana", "manager"), who("s-1"));
        assertEquals(new Person.Known(13, "Bo", "cashier"), who("s-2"));
        assertEquals(new Person.Known(14, "Cy", "waiter"), who("s-3"));
        assertEquals(new Person.Known(15, "Di", "waiter"), who("s-4"));
        assertTrue(who("s-5") instanceof Person.Nobody);
        assertEquals(new Person.Known(16, "Ed", "waiter"), who(JWT));
        assertEquals(1, odoo.count("/pos-api/v1/session"));
    }

    @ParameterizedTest
    @EnumSource(
            value = OdooTrick.class,
            names = {
                "DONE_AND_CUT",
                "DONE_AND_HALVED",
                "PORTAL",
                "REDIRECT",
                "PAGE_404",
                "EMPTY",
                "SERIALIZATION",
                "S500",
                "S502",
                "S503",
                "S429"
            })
    void what_odoo_does_not_say_itself_is_silence_and_never_a_no(OdooTrick trick) throws Exception {
        open(17, Kind.STOCK);
        staff.signsIn("s-ana", 12, "Ana", OdooStaff.CASHIER);

        odoo.spoil(trick, "/web/session/get_session_info");
        assertTrue(who("s-ana") instanceof Person.Silent);
        odoo.spoil(trick, "/web/dataset/call_kw/res.users/has_group");
        assertTrue(who("s-ana") instanceof Person.Silent);
        assertTrue(who("s-ana") instanceof Person.Known);
        people.close();
        people = new OdooPeople(odoo.settings(Kind.ADDON, Routes.POS_REACT, 0), "L1");
        odoo.spoil(trick, "/pos-react/api/session");
        assertTrue(who("s-ana") instanceof Person.Silent);
    }

    @Test
    void an_odoo_without_the_add_on_is_silence() throws Exception {
        open(17, Kind.ADDON);
        odoo.addon = false;

        assertTrue(who("s-ana") instanceof Person.Silent);
    }

    @Test
    void being_sent_to_the_page_for_signing_in_is_a_no() throws Exception {
        open(17, Kind.ADDON);
        staff.signsIn("s-ana", 12, "Ana");
        odoo.spoil(OdooTrick.LOGIN_PAGE, "/pos-react/api/session");

        assertTrue(who("s-ana") instanceof Person.Nobody);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19})
    void an_empty_token_stands_for_the_user_of_the_settings(int version) throws Exception {
        open(version, Kind.STOCK);

        assertEquals(new Person.Known(OdooStandIn.UID, "Lane", "waiter"), who(""));
    }

    @Test
    void nothing_that_it_says_names_the_session() throws Exception {
        open(17, Kind.STOCK);
        odoo.spoil(OdooTrick.S500, "/web/session/get_session_info");

        assertFalse(who("s-secret-of-ana").toString().contains("s-secret"));
        assertFalse(who("s-secret-of-ana").toString().contains("s-secret"));
    }
}
