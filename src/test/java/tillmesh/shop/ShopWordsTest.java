package tillmesh.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"L1", "1", "bar", "Kasse_2", "front.left-3", "abcdefghijklmnopqrstuvwxyz012345"})
    void a_lane_may_be_called_so(String name) {
        assertEquals(name, new LaneId(name).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "_x", ".", "a b", "é", "a/b", "abcdefghijklmnopqrstuvwxyz0123456", "L1\n"})
    void a_lane_may_not_be_called_so(String name) {
        assertThrows(IllegalArgumentException.class, () -> new LaneId(name));
    }

    @Test
    void references_and_device_ids_have_1_to_128_characters() {
        assertEquals("x".repeat(OrderRef.LENGTH_MAX), new OrderRef("x".repeat(OrderRef.LENGTH_MAX)).text());
        assertThrows(IllegalArgumentException.class, () -> new OrderRef("x".repeat(OrderRef.LENGTH_MAX + 1)));
        assertThrows(IllegalArgumentException.class, () -> new OrderRef(""));
        assertEquals("x".repeat(ScreenId.LENGTH_MAX), new ScreenId("x".repeat(ScreenId.LENGTH_MAX)).name());
        assertThrows(IllegalArgumentException.class, () -> new ScreenId("x".repeat(ScreenId.LENGTH_MAX + 1)));
        assertThrows(IllegalArgumentException.class, () -> new ScreenId(""));
    }

    @Test
    void the_day_of_a_ticket_ends_at_midnight_of_the_store_not_of_the_machine() {
        Instant lateInNewYork = Instant.parse("2026-02-01T03:30:00Z");

        assertEquals(
                "2026-01-31",
                TicketDay.of(lateInNewYork, ZoneId.of("America/New_York")).toString());
        assertEquals(
                "2026-02-01",
                TicketDay.of(lateInNewYork, ZoneId.of("Europe/Berlin")).toString());
    }

    @Test
    void words_on_the_wire_lead_back_to_their_meaning_in_any_language_of_the_machine() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            for (Role role : Role.values()) {
                assertEquals(role, Role.ofWire(role.wire()));
            }
            for (OrderType type : OrderType.values()) {
                assertEquals(type, OrderType.ofWire(type.wire()));
            }
            assertEquals("cashier", Role.CASHIER.wire());
            assertEquals("delivery", OrderType.DELIVERY.wire());
        } finally {
            Locale.setDefault(before);
        }
        assertNull(Role.ofWire("MANAGER"));
        assertNull(OrderType.ofWire("dine_in"));
    }

    @Test
    void only_a_manager_may_take_what_others_hold() {
        assertTrue(Role.MANAGER.mayForce());
        assertFalse(Role.CASHIER.mayForce());
        assertFalse(Role.WAITER.mayForce());
    }

    @Test
    void an_order_known_to_be_paid_keeps_every_other_fact_and_its_text() {
        OrderSnapshot open = new OrderSnapshot("{\"status\": \"open\"}", 5, false, "open", 2);
        assertEquals(new OrderSnapshot("{\"status\": \"open\"}", 5, true, "open", 2), open.asPaid());
    }
}
