package tillmesh.cloud.odoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tillmesh.cloud.odoo.OdooRegisters.Made;
import tillmesh.config.NodeConfig.Odoo.Kind;
import tillmesh.config.NodeConfig.Odoo.Routes;

/** Registers that a plain Odoo makes, counted in its books. */
class OdooRegistersIT {
    private static final String KEY = "L1-5f3a90c1-42";

    private OdooStandIn odoo;
    private OdooRegisters registers;

    @AfterEach
    void close() {
        registers.close();
        odoo.close();
    }

    private void open(int version) throws Exception {
        odoo = OdooTills.open(version);
        registers = registers();
    }

    private OdooRegisters registers() {
        return new OdooRegisters(odoo.settings(Kind.STOCK, Routes.POS_REACT, 3), "L1");
    }

    private Made make(boolean cash) throws Exception {
        return registers.make(KEY, "Bar", cash).get(60, TimeUnit.SECONDS);
    }

    /** Makes it until it is there, as a lane does. */
    private long until(boolean cash) throws Exception {
        for (int tries = 0; tries < 20; tries++) {
            if (make(cash) instanceof Made.There there) {
                return there.id();
            }
        }
        throw new AssertionError("never made");
    }

    private List<ObjectNode> made() {
        return odoo.books.all("pos.config").stream()
                .filter(row -> row.path("name").asText().equals("Bar"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19})
    void a_register_is_made_after_the_first_active_one_without_its_cash(int version) throws Exception {
        open(version);

        long id = until(false);

        assertEquals(1, made().size());
        ObjectNode bar = made().get(0);
        assertEquals(id, bar.path("id").asLong());
        assertEquals("2", bar.path("payment_method_ids").asText());
        assertEquals(1, bar.path("company_id").asInt());
        JsonNode args = odoo.bodies
                .get(odoo.calls.lastIndexOf("pos.config.load"))
                .path("params")
                .path("args")
                .path(5);
        assertEquals(
                "[\"id\",\"name\",\"payment_method_ids/.id\",\"company_id/.id\",\"journal_id/.id\"]",
                args.path(0).toString());
        assertEquals(
                "[[\"tillmesh.reg_L1_5f3a90c1_42\",\"Bar\",\"2\",\"1\",\"9\"]]",
                args.path(1).toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = OdooTrick.class,
            names = {
                "DONE_AND_CUT",
                "DONE_AND_HALVED",
                "CUT_AND_DONE_LATER",
                "OTHER_ANSWER",
                "PORTAL",
                "EMPTY",
                "S502",
                "SERIALIZATION"
            })
    void it_is_made_once_whatever_call_of_it_goes_wrong(OdooTrick trick) throws Exception {
        open(17);
        for (String call : List.of(
                "ir.model.data.search_read",
                "pos.config.fields_get",
                "pos.config.search_read",
                "pos.payment.method.read",
                "account.journal.load",
                "pos.payment.method.load",
                "pos.config.load")) {
            odoo.spoil(trick, call);
            assertTrue(make(true) instanceof Made.Silent, call);
        }

        long id = until(true);
        odoo.doLate();

        assertEquals(id, until(true));
        assertEquals(1, made().size());
        assertEquals(1, cash("account.journal"));
        assertEquals(1, cash("pos.payment.method"));
    }

    private long cash(String model) {
        return odoo.books.all(model).stream()
                .filter(row -> row.path("name").asText().equals("Cash Bar"))
                .count();
    }

    @Test
    void a_register_with_cash_has_a_way_to_pay_of_its_own() throws Exception {
        open(18);

        until(true);

        ObjectNode method = odoo.books.all("pos.payment.method").stream()
                .filter(row -> row.path("name").asText().equals("Cash Bar"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "[2," + method.path("id") + "]",
                made().get(0).path("payment_method_ids").toString());
    }

    @Test
    void five_lanes_that_ask_at_once_are_given_one_register() throws Exception {
        open(17);
        List<OdooRegisters> lanes = new ArrayList<>();
        List<CompletableFuture<Made>> asked = new ArrayList<>();
        for (int lane = 0; lane < 5; lane++) {
            lanes.add(registers());
            asked.add(lanes.get(lane).make(KEY, "Bar", true));
        }
        Set<Long> ids = new HashSet<>(Set.of(until(true)));
        for (CompletableFuture<Made> one : asked) {
            Made came = one.get(60, TimeUnit.SECONDS);
            assertTrue(!(came instanceof Made.Refused), came.toString());
            if (came instanceof Made.There there) {
                ids.add(there.id());
            }
        }
        lanes.forEach(OdooRegisters::close);

        assertEquals(1, made().size());
        assertEquals(Set.of(made().get(0).path("id").asLong()), ids);
    }

    @Test
    void what_people_changed_in_odoo_since_stays_when_it_is_asked_for_again() throws Exception {
        open(19);
        long id = until(false);
        OdooTills.rename(odoo, (int) id, "Bar upstairs");

        assertEquals(new Made.There(id), make(false));
        assertEquals(0, made().size());
    }

    @Test
    void a_user_who_may_not_look_at_external_ids_gets_it_once_all_the_same() throws Exception {
        open(17);
        odoo.models.on("ir.model.data", "search_read", (work, args, kwargs) -> {
            throw new OdooRefusal("odoo.exceptions.AccessError", "You are not allowed to access this");
        });

        assertEquals(until(false), until(false));
        assertEquals(1, made().size());
    }

    @Test
    void an_odoo_that_does_not_take_the_copied_fields_is_given_the_bare_ones() throws Exception {
        open(17);
        OdooTills.refuse(odoo, "journal_id/.id", "The sales journal is not yours.");

        until(false);

        assertEquals(1, made().size());
        assertEquals("", made().get(0).path("journal_id").asText());
    }

    @Test
    void what_odoo_refuses_is_told_in_its_own_words() throws Exception {
        open(17);
        OdooTills.refuse(odoo, "name", "No chart of account configured, go to the settings");

        assertEquals(new Made.Refused("Odoo says: No chart of account configured, go to the settings"), make(false));
        assertEquals(0, made().size());
    }

    @Test
    void a_wrong_password_and_an_odoo_that_is_off_are_no_refusals() throws Exception {
        open(17);
        odoo.password = "changed";
        assertTrue(make(false) instanceof Made.Silent);
        odoo.close();
        assertTrue(make(false) instanceof Made.Silent);
    }
}
