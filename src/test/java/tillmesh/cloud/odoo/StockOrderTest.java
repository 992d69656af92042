package tillmesh.cloud.odoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which orders a plain Odoo is told of, and with which numbers. */
class StockOrderTest {
    private static final Register REGISTER = new Register(
            18,
            7,
            77,
            1,
            2,
            0,
            List.of(new Register.Method(1, "Cash", 6, true), new Register.Method(2, "Card", 7, false)));
    private static final Map<Long, Tax> TAXES = Map.of(
            4L, new Tax(new BigDecimal("18"), false, false, true),
            5L, new Tax(new BigDecimal("10"), false, true, true),
            6L, new Tax(new BigDecimal("0.10"), true, false, true),
            7L, new Tax(new BigDecimal("1"), false, false, false));

    private static StockOrder order(String lines, String totals, String payments) throws Unfit {
        String snapshot = "{\"lines\":[" + lines + "],\"totals\":{" + totals + "},\"paymentLines\":[" + payments + "]}";
        return StockOrder.of(Sale.of("R", snapshot), REGISTER, TAXES, Instant.EPOCH);
    }

    private static String line(String quantity, String price, String tax) {
        return "{\"id\":\"" + quantity + price + "\",\"productId\":\"11\",\"quantity\":" + quantity + ",\"unitPrice\":"
                + price + ",\"taxIds\":[" + tax + "]}";
    }

    private static String cash(String amount) {
        return "{\"name\":\"Cash\",\"amount\":" + amount + "}";
    }

    private static String why(String lines, String totals, String payments) {
        return assertThrows(Unfit.class, () -> order(lines, totals, payments)).why();
    }

    @Test
    void taxes_on_top_and_taxes_within_are_told_apart() throws Unfit {
        StockOrder onTop = order(line("3", "1.99", "4"), "\"tax\":1.07,\"total\":7.04", cash("7.04"));
        StockOrder within = order(line("1", "11.00", "\"5\""), "\"tax\":1.00,\"total\":11.00", cash("11"));
        StockOrder perPiece = order(line("3", "1.00", "6"), "\"tax\":0.30,\"total\":3.30", cash("3.30"));

        assertEquals(
                "[5.97][7.04]", onTop.totals().without() + "" + onTop.totals().with());
        assertEquals(
                "[10.00][11.00]",
                within.totals().without() + "" + within.totals().with());
        assertEquals(
                "[3.00][3.30]",
                perPiece.totals().without() + "" + perPiece.totals().with());
    }

    @Test
    void a_cent_of_rounding_goes_to_the_largest_line_and_more_than_that_is_no_rounding() throws Unfit {
        String lines = line("1", "0.33", "") + "," + line("1", "0.66", "");

        StockOrder order = order(lines, "\"total\":1.00", cash("1.00"));

        assertEquals(
                List.of(new BigDecimal("0.33"), new BigDecimal("0.67")),
                order.totals().with());
        assertEquals("its lines do not add up to its total", why(lines, "\"total\":1.10", cash("1.10")));
        assertEquals(
                "its lines do not add up to its taxes",
                why(line("1", "10.00", "4"), "\"tax\":1.00,\"total\":11.80", cash("11.80")));
    }

    @Test
    void change_is_taken_off_the_cash_and_off_nothing_else() throws Unfit {
        String card = "{\"name\":\"card\",\"amount\":4.00}";
        StockOrder order = order(line("1", "9.00", ""), "\"total\":9.00", card + "," + cash("10.00"));

        assertEquals(
                List.of(
                        new StockPayments.Taken(2, "card", new BigDecimal("4.00")),
                        new StockPayments.Taken(1, "Cash", new BigDecimal("5.00"))),
                order.taken());
        assertEquals(
                "more was paid than it comes to, and not in cash", why(line("1", "3.00", ""), "\"total\":3.00", card));
    }

    @Test
    void money_that_is_not_there_is_not_booked() {
        assertEquals("it is not paid in full", why(line("1", "3.00", ""), "\"total\":3.00", cash("2.99")));
        assertEquals("it is not paid in full", why(line("1", "3.00", ""), "\"total\":3.00", ""));
        String credit = "{\"name\":\"House\",\"amount\":3.00,\"isCredit\":true}";
        assertEquals(
                "it is on credit, and names no payment method of the register for that",
                why(line("1", "3.00", ""), "\"total\":3.00", credit));
        assertEquals(
                "its register has no such payment method",
                why(line("1", "3.00", ""), "\"total\":3.00", "{\"name\":\"Bitcoin\",\"amount\":3.00}"));
    }

    @Test
    void money_given_back_is_booked_as_such() throws Unfit {
        StockOrder refund = order(line("-1", "10.00", "4"), "\"tax\":-1.80,\"total\":-11.80", cash("-11.80"));

        assertEquals(List.of(new StockPayments.Taken(1, "Cash", new BigDecimal("-11.80"))), refund.taken());
        assertEquals(List.of(new BigDecimal("-10.00")), refund.totals().without());
    }

    @Test
    void what_names_nothing_of_odoos_is_not_guessed() {
        assertEquals(
                "line 1 names no product of Odoo",
                why(
                        "{\"id\":\"a\",\"productId\":\"espresso\",\"quantity\":1,\"unitPrice\":1}",
                        "\"total\":1",
                        cash("1")));
        assertEquals(
                "it has a tax that this lane cannot calculate",
                why(line("1", "1.00", "7"), "\"total\":1.01", cash("1.01")));
        assertEquals(
                "it has a tax that this lane cannot calculate",
                why(line("1", "1.00", "99"), "\"total\":1.01", cash("1.01")));
        assertEquals("it has no lines", why("", "\"total\":0", ""));
        assertEquals("it has no total", why(line("1", "1.00", ""), "", cash("1")));
    }

    @Test
    void names_are_the_same_for_the_same_order_and_for_no_other() {
        assertEquals(Names.order("R1"), Names.order("R1"));
        assertEquals(
                5,
                List.of(
                                Names.order("R1"),
                                Names.order("R2"),
                                Names.line("R1", 0, "a"),
                                Names.line("R1", 1, "a"),
                                Names.payment("R1", 0))
                        .stream()
                        .distinct()
                        .count());
    }
}
