package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import tillmesh.cloud.Trouble;
import tillmesh.config.NodeConfig;

/**
 * Has a plain Odoo make registers ({@code pos.config}), each after the first one that is active there. A register is loaded
 * under an external id made of its key, which Odoo keeps unique: however often and from wherever it is asked for, it is made
 * once. Any thread; returns at once, and is completed on a thread of OkHttp's, never with an exception.
 */
public final class OdooRegisters implements AutoCloseable {
    private static final String MODULE = "tillmesh";
    private static final int OLDEST = 17;
    private static final int REASON_LENGTH_MAX = 240;
    /** What is taken over from the register that is there, where that version of Odoo has it. */
    private static final List<String> LINKS =
            List.of("company_id", "journal_id", "invoice_journal_id", "picking_type_id", "pricelist_id");

    private static final String METHODS = "payment_method_ids";
    /** Odoo tells in a good answer that two calls got in each other's way; the later one was taken back. */
    private static final Pattern IN_THE_WAY =
            Pattern.compile("could not serialize|concurrent|could not obtain lock|deadlock", Pattern.CASE_INSENSITIVE);

    private final OdooRpc rpc;

    /** @param odoo where, and as whom @param lane who asks, for the far side's log */
    public OdooRegisters(NodeConfig.Odoo odoo, String lane) {
        this.rpc = new OdooRpc(odoo, lane);
    }

    /** What came of it. */
    public sealed interface Made {
        /** It is there. @param id of the {@code pos.config} */
        record There(long id) implements Made {}

        /** Odoo does not make it. @param reason one sentence for people */
        record Refused(String reason) implements Made {}

        /** Nobody knows. @param why a few words, without secrets */
        record Silent(String why) implements Made {}
    }

    /** Some columns of one row, as {@code load} wants them. */
    private record Row(List<String> columns, List<String> values) {
        Row(String external, String name) {
            this(new ArrayList<>(List.of("id", "name")), new ArrayList<>(List.of(MODULE + "." + external, name)));
        }

        Row with(String column, String value) {
            columns.add(column);
            values.add(value);
            return this;
        }
    }

    /** Makes it, or finds it. @param key names it for ever @param cash whether it takes cash */
    public CompletableFuture<Made> make(String key, String name, boolean cash) {
        String plain = key.replaceAll("[^A-Za-z0-9]", "_");
        return rpc.version()
                .thenCompose(version -> {
                    if (Broken.result(version).asInt() < OLDEST) {
                        throw new Broken(Trouble.REFUSED, "registers are made in Odoo " + OLDEST + " and newer only");
                    }
                    return known("reg_" + plain);
                })
                .thenCompose(known -> known > 0
                        ? CompletableFuture.completedFuture(known)
                        : template().thenCompose(template -> after(template, plain, name, cash)))
                .<Made>thenApply(Made.There::new)
                .exceptionally(end -> refusal(Broken.of(end)));
    }

    private static Made refusal(OdooAnswer.Failed failed) {
        return failed.trouble() == Trouble.REFUSED
                ? new Made.Refused(failed.sentence())
                : new Made.Silent(failed.why());
    }

    // Loading what is there writes its fields again, over what people have changed since. A user who may not look goes
    // on: then that is what happens after a lost answer.
    private CompletableFuture<Long> known(String external) {
        ArrayNode domain =
                OdooJson.array().add(OdooJson.array("module", "=", MODULE)).add(OdooJson.array("name", "=", external));
        return rpc.find("ir.model.data", domain, OdooJson.array("res_id"), 1)
                .thenApply(answer -> answer instanceof OdooAnswer.Failed failed
                                && failed.name().equals("AccessError")
                        ? 0L
                        : Broken.result(answer).path(0).path("res_id").asLong(0));
    }

    /** The first register that is active, with the fields that this version has; without members when there is none. */
    private CompletableFuture<JsonNode> template() {
        List<String> wanted = new ArrayList<>(LINKS);
        wanted.add(METHODS);
        return rpc.execute(
                        "pos.config",
                        "fields_get",
                        OdooJson.array(OdooJson.listOf(wanted), OdooJson.array("type")),
                        OdooJson.object())
                .thenCompose(fields -> {
                    JsonNode has = Broken.result(fields);
                    wanted.removeIf(field -> !has.has(field));
                    ArrayNode active = OdooJson.array().add(OdooJson.array("active", "=", true));
                    return rpc.find("pos.config", active, OdooJson.listOf(wanted), 1);
                })
                .thenApply(answer -> Broken.result(answer).path(0));
    }

    private CompletableFuture<Long> after(JsonNode template, String plain, String name, boolean cash) {
        return methods(template.path(METHODS))
                .thenCompose(methods -> cash
                        ? cash(template, plain, name).thenApply(own -> {
                            methods.add(String.valueOf(own));
                            return methods;
                        })
                        : CompletableFuture.completedFuture(methods))
                .thenCompose(methods -> {
                    Row bare = new Row("reg_" + plain, name);
                    Row full = new Row("reg_" + plain, name);
                    if (!methods.isEmpty()) {
                        bare.with(METHODS + "/.id", String.join(",", methods));
                        full.with(METHODS + "/.id", String.join(",", methods));
                    }
                    for (String link : LINKS) {
                        JsonNode linked = template.path(link).path(0);
                        if (linked.isIntegralNumber()) {
                            full.with(link + "/.id", linked.asText());
                        }
                    }
                    return load("pos.config", full, bare);
                });
    }

    // A way to pay in cash belongs to one register only: those of the template cannot be taken over.
    private CompletableFuture<List<String>> methods(JsonNode ids) {
        if (ids.isEmpty()) {
            return CompletableFuture.completedFuture(new ArrayList<>());
        }
        return rpc.execute(
                        "pos.payment.method",
                        "read",
                        OdooJson.array(ids, OdooJson.array("is_cash_count")),
                        OdooJson.object())
                .thenApply(answer -> {
                    List<String> methods = new ArrayList<>();
                    for (JsonNode method : Broken.result(answer)) {
                        if (!method.path("is_cash_count").asBoolean(false)) {
                            methods.add(method.path("id").asText());
                        }
                    }
                    return methods;
                });
    }

    /** A cash journal and a way to pay of its own. */
    private CompletableFuture<Long> cash(JsonNode template, String plain, String name) {
        JsonNode company = template.path("company_id").path(0);
        Row journal = journal(plain, name);
        Row there =
                company.isIntegralNumber() ? journal(plain, name).with("company_id/.id", company.asText()) : journal;
        return load("account.journal", there, journal).thenCompose(id -> {
            Row method = new Row("cash_" + plain, "Cash " + name).with("journal_id/.id", String.valueOf(id));
            return load("pos.payment.method", method, method);
        });
    }

    private static Row journal(String plain, String name) {
        return new Row("journal_" + plain, "Cash " + name).with("type", "cash").with("code", code(plain));
    }

    // Five letters, unique in a company.
    private static String code(String plain) {
        CRC32C sum = new CRC32C();
        sum.update(plain.getBytes(StandardCharsets.UTF_8));
        String digits = Long.toString(sum.getValue() + (1L << 32), 36).toUpperCase(Locale.ROOT);
        return "T" + digits.substring(digits.length() - 4);
    }

    /** Loads a row; the plainer one when Odoo does not take the other. @return its id */
    private CompletableFuture<Long> load(String model, Row row, Row plainer) {
        return rpc.execute(
                        model,
                        "load",
                        OdooJson.array(OdooJson.listOf(row.columns()), OdooJson.array(OdooJson.listOf(row.values()))),
                        OdooJson.object())
                .thenApply(OdooRegisters::loaded)
                .exceptionallyCompose(end -> {
                    boolean refused = Broken.of(end).trouble() == Trouble.REFUSED;
                    return refused && !plainer.columns().equals(row.columns())
                            ? load(model, plainer, plainer)
                            : CompletableFuture.failedFuture(end);
                });
    }

    // What cannot be loaded is told in a good answer, as messages.
    private static long loaded(OdooAnswer answer) {
        JsonNode said = Broken.result(answer);
        JsonNode id = said.path("ids").path(0);
        if (id.isIntegralNumber()) {
            return id.asLong();
        }
        String message = said.path("messages").path(0).path("message").asText("");
        if (message.isEmpty()) {
            throw new Broken(Trouble.UNKNOWN, "it answered with something that names no record");
        }
        String line = message.lines().findFirst().orElse("").strip();
        boolean inTheWay = IN_THE_WAY.matcher(message).find();
        throw inTheWay
                ? new Broken(Trouble.UNKNOWN, "another call got in the way")
                : new Broken(
                        Trouble.REFUSED,
                        "Odoo says: "
                                + (line.length() > REASON_LENGTH_MAX ? line.substring(0, REASON_LENGTH_MAX) : line));
    }

    /** Asks no more; what is under way is given up. */
    @Override
    public void close() {
        rpc.close();
    }
}
