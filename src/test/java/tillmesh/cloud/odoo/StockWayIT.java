package tillmesh.cloud.odoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Trouble;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;

/** Paid orders into a plain Odoo, judged by what stands in its books afterwards. */
class StockWayIT {
    private final AtomicLong millis = new AtomicLong(1_000);
    private final List<StockWay> ways = new ArrayList<>();
    private OdooStandIn odoo;

    private StockWay open(int version) throws Exception {
        odoo = StockShop.open(version);
        return another();
    }

    private StockWay another() {
        StockWay way = StockShop.way(odoo, millis::get);
        ways.add(way);
        return way;
    }

    @AfterEach
    void close() {
        ways.forEach(StockWay::close);
        odoo.close();
    }

    private static String push(int version) {
        return version == 17 ? "pos.order.create_from_ui" : "pos.order.sync_from_ui";
    }

    private static Answer bring(StockWay way, List<Entry> entries) throws Exception {
        return way.bring(entries).get(30, TimeUnit.SECONDS);
    }

    private static Set<EntryId> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).collect(Collectors.toSet());
    }

    private void assertBookedOnce(List<Entry> entries) {
        Map<String, Long> once =
                entries.stream().collect(Collectors.toMap(entry -> entry.draft().subject(), entry -> 1L));
        assertEquals(once, StockShop.booked(odoo));
        assertEquals(0, StockShop.drafts(odoo));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19})
    void orders_are_booked_once_however_often_they_are_brought(int version) throws Exception {
        StockWay way = open(version);
        List<Entry> entries = StockShop.orders(5);

        Answer first = bring(way, entries);
        Answer again = bring(way, entries);

        assertEquals(new Answer.Named(ids(entries), Map.of()), first);
        assertEquals(first, again);
        assertBookedOnce(entries);
        assertEquals(1, odoo.count(push(version)), "what is found is not pushed again");
        assertEquals("11.21", StockShop.order(odoo, "R1").path("amount_paid").asText());
    }

    @ParameterizedTest
    @CsvSource({"17, 6", "18, 6", "19, 1"})
    void a_plain_odoo_makes_an_order_of_every_call_that_comes_at_once_unless_it_is_19(int version, int expected)
            throws Exception {
        StockWay way = open(version);
        List<OdooBooks.Work> works = new ArrayList<>();
        for (int at = 0; at < 6; at++) {
            works.add(odoo.books.begin());
        }
        bring(way, StockShop.orders(1));
        var pushed = StockShop.args(odoo.bodies.get(odoo.calls.indexOf(push(version))));
        odoo.books
                .all("pos.order")
                .forEach(order -> remove("pos.order", order.path("id").asInt()));
        odoo.books
                .all("pos.order.line")
                .forEach(line -> remove("pos.order.line", line.path("id").asInt()));
        odoo.books
                .all("pos.payment")
                .forEach(one -> remove("pos.payment", one.path("id").asInt()));
        pushed.path(0).forEach(order -> {
            ((com.fasterxml.jackson.databind.node.ObjectNode) order).remove("id");
            if (version == 17) {
                ((com.fasterxml.jackson.databind.node.ObjectNode) order.path("data")).remove("server_id");
            }
        });

        int done = 0;
        for (OdooBooks.Work work : works) {
            odoo.models.call(work, "pos.order", push(version).substring(10), pushed, OdooJson.object());
            try {
                work.commit();
                done++;
            } catch (OdooBooks.Clash taken) {
                assertEquals(19, version);
            }
        }

        assertEquals(expected, done);
        assertEquals(Map.of("R1", (long) expected), StockShop.booked(odoo));
    }

    private void remove(String model, int id) {
        OdooBooks.Work work = odoo.books.begin();
        work.remove(model, id);
        try {
            work.commit();
        } catch (OdooBooks.Clash clash) {
            throw new AssertionError(clash);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19})
    void six_lanes_that_bring_the_same_order_at_once_make_one(int version) throws Exception {
        open(version);
        List<Entry> entries = StockShop.orders(1);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int at = 0; at < 6; at++) {
            StockWay way = another();
            answers.add(way.bring(entries));
        }

        for (CompletableFuture<Answer> answer : answers) {
            answer.get(30, TimeUnit.SECONDS);
        }

        bring(another(), entries);
        assertBookedOnce(entries);
    }

    @ParameterizedTest
    @CsvSource({
        "17, DONE_AND_CUT",
        "18, DONE_AND_CUT",
        "19, DONE_AND_CUT",
        "17, DONE_AND_HALVED",
        "18, S502",
        "19, EMPTY"
    })
    void a_lost_answer_says_nothing_and_bringing_it_again_books_nothing_twice(int version, OdooTrick trick)
            throws Exception {
        StockWay way = open(version);
        List<Entry> entries = StockShop.orders(3);
        odoo.spoil(trick, push(version));

        assertEquals(Trouble.UNKNOWN, ((Answer.Failed) bring(way, entries)).trouble());
        assertEquals(new Answer.Named(ids(entries), Map.of()), bring(way, entries));

        assertBookedOnce(entries);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19})
    void a_call_that_is_done_long_after_it_was_given_up_books_nothing_twice(int version) throws Exception {
        StockWay way = open(version);
        List<Entry> entries = StockShop.orders(10);
        odoo.spoil(OdooTrick.CUT_AND_DONE_LATER, push(version));

        assertEquals(Trouble.UNKNOWN, ((Answer.Failed) bring(way, entries)).trouble());
        assertEquals(new Answer.Named(ids(entries), Map.of()), bring(way, entries));
        odoo.doLate();

        assertBookedOnce(entries);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18})
    void a_lane_that_dies_between_reserving_and_booking_leaves_a_draft_that_another_one_books(int version)
            throws Exception {
        StockWay way = open(version);
        List<Entry> entries = StockShop.orders(2);
        odoo.spoil(OdooTrick.S500, push(version));
        bring(way, entries);
        assertEquals(2, StockShop.drafts(odoo));

        assertEquals(new Answer.Named(ids(entries), Map.of()), bring(another(), entries));

        assertBookedOnce(entries);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19})
    void a_bad_order_takes_its_whole_batch_back_and_alone_it_is_refused_with_its_reason(int version) throws Exception {
        StockWay way = open(version);
        List<Entry> entries = new ArrayList<>(StockShop.orders(3));
        Entry bad = StockShop.entry(4, "R4", StockShop.snapshot("R4", 4711));
        entries.add(bad);

        assertEquals(Trouble.REFUSED, ((Answer.Failed) bring(way, entries)).trouble());
        assertEquals(Map.of(), StockShop.booked(odoo));
        assertEquals(0, StockShop.drafts(odoo), "a draft would keep the session open");

        Answer.Named alone = (Answer.Named) bring(way, List.of(bad));
        assertEquals(Map.of(bad.id(), "Odoo says InFailedSqlTransaction"), alone.refused());
        bring(way, entries.subList(0, 3));
        assertBookedOnce(entries.subList(0, 3));
    }

    @Test
    void an_order_that_stands_there_with_another_amount_is_a_matter_for_a_person() throws Exception {
        StockWay way = open(18);
        bring(way, StockShop.orders(1));
        String dearer = StockShop.snapshot("R1", 11)
                .replace("\"total\":11.21", "\"total\":11.22")
                .replace("\"tax\":1.71", "\"tax\":1.72");
        Entry other = StockShop.entry(2, "R1", dearer);

        Answer.Named answer = (Answer.Named) bring(way, List.of(other));

        assertEquals(Map.of(other.id(), "Odoo has this order already, booked with another amount"), answer.refused());
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19})
    void without_an_open_session_orders_wait_and_are_not_refused(int version) throws Exception {
        StockWay way = open(version);
        odoo.books.put("pos.session", "{\"id\":77,\"config_id\":[3,\"Bar\"],\"state\":\"closed\"}");

        Answer.Failed failed = (Answer.Failed) bring(way, StockShop.orders(1));

        assertEquals(Trouble.MISCONFIGURED, failed.trouble());
        assertTrue(failed.why().contains("no session of register 3 is open"), failed.why());
        assertEquals(List.of(), odoo.books.all("pos.order"));
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 19})
    void a_session_that_is_closed_while_orders_are_on_their_way_is_not_their_fault(int version) throws Exception {
        StockWay way = open(version);
        odoo.models.on("pos.order", push(version).substring(10), (work, args, kwargs) -> {
            odoo.books.put("pos.session", "{\"id\":77,\"config_id\":[3,\"Bar\"],\"state\":\"closed\"}");
            odoo.books.put("pos.session", "{\"id\":78,\"config_id\":[3,\"Bar\"],\"state\":\"opened\"}");
            throw OdooRefusal.user("No open session available.");
        });

        Answer.Failed failed = (Answer.Failed) bring(way, StockShop.orders(2));

        assertEquals(Trouble.UNKNOWN, failed.trouble());
        assertEquals("its session was closed meanwhile", failed.why());
    }

    @Test
    void a_password_or_a_register_that_is_wrong_is_no_fault_of_the_orders() throws Exception {
        StockWay way = open(18);
        odoo.password = "another";
        assertEquals(Trouble.NOT_ALLOWED, ((Answer.Failed) bring(way, StockShop.orders(1))).trouble());

        odoo.password = OdooStandIn.PASSWORD;
        remove("pos.config", StockShop.REGISTER);
        assertEquals(Trouble.MISCONFIGURED, ((Answer.Failed) bring(way, StockShop.orders(1))).trouble());
    }
}
