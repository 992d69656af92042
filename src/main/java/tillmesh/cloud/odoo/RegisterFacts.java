package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tillmesh.cloud.Trouble;

/**
 * What a plain Odoo says of the register, of its open session and of taxes. What seldom changes is remembered for a while. Any
 * thread; futures end with {@link Broken} when something cannot be had.
 */
final class RegisterFacts {
    private static final long GOOD_FOR_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final int MOST = 500;

    private final OdooRpc rpc;
    private final int register;
    private final LongSupplier millis;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    private record Known(Register register, Map<Long, Tax> taxes, long at) {}

    RegisterFacts(OdooRpc rpc, int register, LongSupplier millis) {
        this.rpc = rpc;
        this.register = register;
        this.millis = millis;
    }

    /** What was remembered may not be so any more. */
    void forget() {
        known.set(null);
    }

    /** The register with the session that is open now. */
    CompletableFuture<Register> open() {
        return all().thenCompose(
                        all -> session().thenApply(session -> all.register().in(session)));
    }

    /** Taxes by their numbers; one that is not there is left out. */
    CompletableFuture<Map<Long, Tax>> taxes() {
        return all().thenApply(Known::taxes);
    }

    /** The open session's number. */
    private CompletableFuture<Long> session() {
        ArrayNode domain = OdooJson.array()
                .add(OdooJson.array("config_id", "=", register))
                .add(OdooJson.array("state", "in", List.of("opened", "opening_control")));
        return rpc.find("pos.session", domain, OdooJson.array("state"), 1).thenApply(answer -> {
            JsonNode first = Broken.result(answer).path(0);
            if (!first.path("id").isIntegralNumber()) {
                throw new Broken(
                        Trouble.MISCONFIGURED,
                        "no session of register " + register + " is open there: open one in Odoo");
            }
            return first.path("id").asLong();
        });
    }

    private CompletableFuture<Known> all() {
        Known now = known.get();
        if (now != null && millis.getAsLong() - now.at() < GOOD_FOR_MILLIS) {
            return CompletableFuture.completedFuture(now);
        }
        return rpc.version().thenCombine(rpc.user(), Versioned::of).thenCompose(this::config);
    }

    private record Versioned(int version, long user) {
        static Versioned of(OdooAnswer version, OdooAnswer user) {
            return new Versioned(
                    Broken.result(version).asInt(), Broken.result(user).asLong());
        }
    }

    private CompletableFuture<Known> config(Versioned odoo) {
        ArrayNode fields = OdooJson.array("company_id", "currency_id", "pricelist_id", "payment_method_ids");
        ArrayNode domain = OdooJson.array().add(OdooJson.array("id", "=", register));
        return rpc.find("pos.config", domain, fields, 1).thenCompose(answer -> {
            JsonNode config = Broken.result(answer).path(0);
            if (!config.path("id").isIntegralNumber()) {
                throw new Broken(Trouble.MISCONFIGURED, "it has no register " + register);
            }
            return read("res.currency", OdooJson.array(first(config.path("currency_id"))), "decimal_places")
                    .thenCombine(
                            read(
                                    "pos.payment.method",
                                    config.path("payment_method_ids"),
                                    "name",
                                    "journal_id",
                                    "is_cash_count"),
                            (currency, methods) -> new Register(
                                    odoo.version(),
                                    odoo.user(),
                                    0,
                                    first(config.path("company_id")),
                                    currency.path(0).path("decimal_places").asInt(2),
                                    first(config.path("pricelist_id")),
                                    methods(methods)))
                    .thenCompose(this::withTaxes);
        });
    }

    private CompletableFuture<JsonNode> read(String model, JsonNode ids, String... fields) {
        return rpc.execute(model, "read", OdooJson.array(ids, fields), OdooJson.object())
                .thenApply(Broken::result);
    }

    private static List<Register.Method> methods(JsonNode rows) {
        List<Register.Method> methods = new ArrayList<>();
        for (JsonNode row : rows) {
            methods.add(new Register.Method(
                    row.path("id").asLong(),
                    row.path("name").asText(),
                    first(row.path("journal_id")),
                    row.path("is_cash_count").asBoolean(false)));
        }
        return List.copyOf(methods);
    }

    // A product lists the taxes of all companies; only those of the register's own may stand in its orders.
    private CompletableFuture<Known> withTaxes(Register found) {
        ArrayNode domain = OdooJson.array().add(OdooJson.array("company_id", "=", found.company()));
        ArrayNode fields = OdooJson.array("amount", "amount_type", "price_include", "include_base_amount");
        return rpc.find("account.tax", domain, fields, MOST).thenApply(answer -> {
            Map<Long, Tax> taxes = new HashMap<>();
            for (JsonNode row : Broken.result(answer)) {
                taxes.put(row.path("id").asLong(), tax(row));
            }
            Known fresh = new Known(found, Map.copyOf(taxes), millis.getAsLong());
            known.set(fresh);
            return fresh;
        });
    }

    private static Tax tax(JsonNode row) {
        String type = row.path("amount_type").asText();
        boolean included = row.path("price_include").asBoolean(false);
        boolean fixed = type.equals("fixed");
        boolean plain = !row.path("include_base_amount").asBoolean(false);
        boolean known = plain && (type.equals("percent") || (fixed && !included));
        BigDecimal amount = row.path("amount").isNumber() ? row.path("amount").decimalValue() : BigDecimal.ZERO;
        return new Tax(amount, fixed, included, known);
    }

    // A link is told as number and name, or as false.
    private static long first(JsonNode link) {
        return link.isArray() ? link.path(0).asLong() : link.asLong(0);
    }

    static ArrayNode terms(String field, Collection<String> values) {
        return OdooJson.array().add(OdooJson.array(field, "in", values));
    }
}
