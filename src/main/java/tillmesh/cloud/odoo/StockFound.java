package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * An order that stands in a plain Odoo.
 *
 * @param over whether it is booked as paid; only reserved otherwise
 */
record StockFound(long id, boolean over, BigDecimal total, BigDecimal paid) {
    private static final Set<String> OVER = Set.of("paid", "done", "invoiced");

    /** By key. Of several under one key a paid one counts. */
    static Map<String, StockFound> all(JsonNode rows, String keyField) {
        Map<String, StockFound> found = new HashMap<>();
        for (JsonNode row : rows) {
            StockFound one = new StockFound(
                    row.path("id").asLong(),
                    OVER.contains(row.path("state").asText()),
                    amount(row.path("amount_total")),
                    amount(row.path("amount_paid")));
            found.merge(row.path(keyField).asText(), one, (known, other) -> known.over() ? known : other);
        }
        return found;
    }

    private static BigDecimal amount(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : BigDecimal.ZERO;
    }

    /** Whether it is booked with the money that the till took. */
    boolean as(BigDecimal amount) {
        return same(total, amount) && same(paid, amount);
    }

    private static boolean same(BigDecimal left, BigDecimal right) {
        return left.setScale(right.scale(), RoundingMode.HALF_UP).compareTo(right) == 0;
    }
}
