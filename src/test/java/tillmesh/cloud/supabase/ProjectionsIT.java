package tillmesh.cloud.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read in a project: made from what lanes say, by the SQL that the project is told to run. */
class ProjectionsIT {
    private static final String OPEN = """
            {"status":"open","tableId":4,"totals":{"total":3.00},
             "lines":[{"id":"a","productId":"7","quantity":2,"unitPrice":1.50}],"paymentLines":[]}""";
    private static final String PAID = """
            {"status":"paid","tableId":4,"totals":{"subtotal":2.50,"tax":0.50,"total":3.00},
             "lines":[{"id":"a","productId":"7","quantity":2,"unitPrice":1.50},
                      {"id":"b","productId":"8","quantity":1,"unitPrice":9.00,"isVoided":true}],
             "paymentLines":[{"name":"Cash","amount":3.00}]}""";

    private final FarStore store = new FarStore();

    @Test
    void a_paid_order_is_one_sale_with_its_lines_and_payments_however_often_it_is_said() {
        ObjectNode open = store.message("L1", "order.snapshot", "A", 1, OPEN);
        ObjectNode paid = store.message("L1", "order.paid", "A", 2, PAID);
        ObjectNode again = store.message("L1", "order.snapshot", "A", 3, PAID);

        assertEquals(List.of("applied", "applied"), store.send(open, paid));
        assertEquals(List.of("duplicate", "applied", "duplicate"), store.send(paid, again, again));

        assertEquals(
                List.of("A 3.00 0.50 2.50 completed L1-0000000a-2"),
                store.rows("transaction_id, total_amount, tax_amount, subtotal, status, message_id", "transactions"));
        assertEquals(
                List.of("1 7 2 1.50 f", "2 8 1 9.00 t"),
                store.rows("line, product_id, quantity, unit_price, voided", "transaction_items"));
        assertEquals(List.of("1 Cash 3.00 f"), store.rows("line, method, amount, is_credit", "payments"));
        assertEquals(List.of("A 3 t paid 4"), store.rows("pos_reference, version, paid, status, table_id", "orders"));
    }

    @Test
    void an_order_shows_its_highest_version_in_any_order_of_arrival_and_never_goes_back_from_paid() {
        ObjectNode first = store.message("L1", "order.snapshot", "A", 1, OPEN);
        ObjectNode second = store.message("L1", "order.snapshot", "A", 2, OPEN);
        ObjectNode paid = store.message("L2", "order.paid", "B", 2, PAID);
        ObjectNode after = store.message("L1", "order.snapshot", "B", 7, OPEN);

        store.send(second, paid);
        store.send(first, after);

        assertEquals(
                List.of("A 2 f L1-0000000a-2", "B 2 t L2-0000000a-1"),
                store.rows("pos_reference, version, paid, message_id", "orders"));
    }

    @Test
    void what_a_back_office_says_about_an_order_stands_beside_it_whichever_came_first() {
        ObjectNode paid = store.message("L1", "order.paid", "A", 1, PAID);
        ObjectNode done = store.message("L1", "order.finalized", "A", 0, "{\"order_id\":42}");

        store.send(done);
        store.send(paid);

        assertEquals(
                List.of("A t 1 42"), store.rows("pos_reference, paid, version, finalized ->> 'order_id'", "orders"));
    }

    @Test
    void stock_is_the_sum_of_what_moved_also_when_rows_of_the_ledger_were_lost_and_came_again() {
        ObjectNode sold =
                store.message("L1", "inventory", null, 0, "{\"productId\":\"7\",\"changeAmount\":-2,\"newStock\":8}");
        ObjectNode too = store.message("L2", "inventory", null, 0, "{\"productId\":\"7\",\"changeAmount\":-1.5}");
        ObjectNode came = store.message("L2", "inventory:update", null, 0, "{\"productId\":\"7\",\"change\":10}");

        store.send(sold, too);
        store.send(sold, came);
        store.run("DELETE FROM tillmesh.ledger WHERE tenant = $T AND lane = 'L1'");
        assertEquals(List.of("applied", "duplicate"), store.send(sold, too));

        assertEquals(List.of("7 6.5"), store.rows("product_id, current_stock", "inventory"));
        assertEquals(
                3, store.rows("message_id, product_id", "inventory_changes").size());
    }

    @Test
    void the_last_word_about_a_customer_or_an_employee_counts_in_any_order_of_arrival() {
        ObjectNode early = store.message("L1", "customer", null, 0, "{\"customerId\":\"c1\",\"pointsEarned\":1}");
        ObjectNode late = store.message("L1", "customer", null, 0, "{\"customerId\":\"c1\",\"pointsEarned\":5}");
        ObjectNode hired = store.message("L1", "employee", null, 0, "{\"id\":\"e1\",\"firstName\":\"Ann\"}");

        store.send(late, hired);
        store.send(early);

        assertEquals(List.of("c1 5"), store.rows("customer_id, data ->> 'pointsEarned'", "customers"));
        assertEquals(List.of("e1 Ann"), store.rows("employee_id, data ->> 'firstName'", "employees"));
    }

    @Test
    void a_sale_as_a_till_publishes_it_fills_the_same_tables() {
        ObjectNode sale = store.message("L1", "transaction", null, 0, """
                {"transaction":{"id":"tx1","transactionNumber":"L1-17","customerId":"c1","subtotal":"9.00","taxAmount":"1.00",
                  "discountAmount":"0.00","totalAmount":"10.00","status":"completed","salesChannel":"pos","terminalId":"L1",
                  "createdAt":"2026-11-21T07:59:00Z","completedAt":"2026-11-21T08:00:00Z"},
                 "items":[{"productId":"7","product":{"id":"7","name":"Gin"},"quantity":1,"unitPrice":"10.00"}],
                 "payments":[{"method":"cash","amount":"10.00","tenderedAmount":"20.00","changeAmount":"10.00"}]}""");

        store.send(sale);
        store.send(sale);

        assertEquals(
                List.of("tx1 L1-17 10.00 pos"),
                store.rows("transaction_id, transaction_number, total_amount, sales_channel", "transactions"));
        assertEquals(List.of("7 Gin 10.00"), store.rows("product_id, name, unit_price", "transaction_items"));
        assertEquals(List.of("cash 20.00 10.00"), store.rows("method, tendered_amount, change_amount", "payments"));
    }

    @Test
    void what_an_electron_app_publishes_fills_them_to_the_last_member_and_what_was_taken_back_adds_up_to_nothing()
            throws IOException {
        store.send(
                store.message("L1", "transaction", "tx1", 0, golden("transaction")),
                store.message("L1", "transaction", "void-tx1", 0, golden("transaction.voided")));

        assertEquals(
                List.of(
                        "tx1 L1-till e1 c1 10.50 1.05 0.55 11.00 completed pos",
                        "void-tx1 L1-till e1 c1 -10.50 -1.05 -0.55 -11.00 voided pos"),
                store.rows(
                        "transaction_id, terminal_id, employee_id, customer_id, subtotal, tax_amount, discount_amount,"
                                + " total_amount, status, sales_channel",
                        "transactions"));
        assertEquals(
                List.of("void-tx1 tx1 wrong drink"),
                store.rows("transaction_id, original_transaction_id, metadata ->> 'reason'", "transactions").stream()
                        .filter(row -> row.startsWith("void"))
                        .toList());
        assertEquals(
                List.of("tx1 7 Gin 2 5.25 0.55 staff", "void-tx1 7 Gin -2 5.25 -0.55 staff"),
                store.rows(
                        "transaction_id, product_id, name, quantity, unit_price, discount_amount, discount_reason",
                        "transaction_items"));
        assertEquals(
                List.of("tx1 cash 6.00", "tx1 credit 5.00", "void-tx1 cash -6.00", "void-tx1 credit -5.00"),
                store.rows("transaction_id, method, amount", "payments"));
        assertEquals(
                List.of("0.00 0.00"),
                store.rows("sum(quantity * unit_price - discount_amount), sum(discount_amount)", "transaction_items"));
        assertEquals(
                List.of("0.00 0.00 0.00"),
                store.rows("sum(amount), sum(tendered_amount), sum(change_amount)", "payments"));
    }

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/golden/bridge", name + ".json"));
    }

    @Test
    void what_does_not_fit_into_a_table_is_in_the_ledger_and_comes_in_when_the_table_was_put_right() {
        ObjectNode fits = store.message("L1", "order.paid", "A", 1, PAID);
        ObjectNode not = store.message("L1", "inventory", null, 0, "{\"productId\":\"7\",\"changeAmount\":\"two\"}");
        ObjectNode drifted = store.message("L1", "customer", null, 0, "{\"customerId\":\"c1\"}");

        assertEquals(List.of("applied", "applied"), store.send(fits, not));
        store.run("ALTER TABLE tillmesh.customers RENAME COLUMN last_purchase TO latest");
        try {
            assertEquals(List.of("applied"), store.send(drifted));
        } finally {
            store.run("ALTER TABLE tillmesh.customers RENAME COLUMN latest TO last_purchase");
        }

        assertEquals(1, store.rows("transaction_id, lane", "transactions").size());
        assertEquals(
                List.of("L1-0000000a-2 22P02", "L1-0000000a-3 42703"), store.rows("message_id, code", "dead_letters"));
        store.run("SELECT tillmesh.project_again()");
        assertEquals(List.of("L1-0000000a-2 22P02"), store.rows("message_id, code", "dead_letters"));
        assertEquals(List.of("c1 L1-0000000a-3"), store.rows("customer_id, message_id", "customers"));
        assertEquals(
                List.of("L1-0000000a-1 success", "L1-0000000a-2 error", "L1-0000000a-3 success"),
                store.rows("message_id, status", "sync_log"));
    }
}
