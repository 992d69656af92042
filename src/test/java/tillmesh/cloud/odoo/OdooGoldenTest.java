package tillmesh.cloud.odoo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to an Odoo, to the letter: in the forms that real servers took. */
class OdooGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/odoo");
    private static final Map<Long, Tax> TAXES = Map.of(4L, new Tax(new BigDecimal("18.0"), false, false, true));

    private static Register register(int version) {
        return new Register(
                version,
                7,
                77,
                1,
                2,
                1,
                List.of(new Register.Method(1, "Cash", 6, true), new Register.Method(2, "Card", 7, false)));
    }

    private static StockOrder order(int version) throws Unfit {
        String ref = "NU/CFG3/S77/1712000000000-a1b2";
        Sale sale = Sale.of(ref, StockShop.snapshot(ref, 11));
        return StockOrder.of(sale, register(version), TAXES, Instant.parse("2026-11-21T18:04:05.678Z"));
    }

    private static void assertGolden(String name, JsonNode made) throws IOException {
        String text = OdooBooks.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(made) + "\n";
        Files.createDirectories(Path.of("target/golden/odoo"));
        Files.writeString(Path.of("target/golden/odoo", name + ".json"), text);
        assertEquals(Files.readString(GOLDEN.resolve(name + ".json")), text);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19})
    void a_paid_order_has_the_form_of_its_version(int version) throws Exception {
        assertGolden("order_" + version, order(version).paid(version >= 19 ? 0 : 4711));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18})
    void a_reservation_has_the_form_of_its_version(int version) throws Exception {
        assertGolden(
                "reservation_" + version,
                OdooJson.array(
                        StockOrder.columns(version),
                        OdooJson.array().add(order(version).reservation())));
    }

    @Test
    void an_order_for_the_add_on_has_the_hubs_names() throws Exception {
        String open = StockShop.snapshot("R1", 11)
                .replace("\"partnerId\":null", "\"partnerId\":\"15\",\"fiscalType\":\"B02\"")
                .replace("\"name\":\"Card\"", "\"name\":\"House\",\"isCredit\":true")
                .replace("\"journalId\":6", "\"statementId\":31,\"journalId\":6,\"accountId\":101");
        assertGolden("addon", AddonOrder.of(Sale.of("R1", open)));
    }
}
