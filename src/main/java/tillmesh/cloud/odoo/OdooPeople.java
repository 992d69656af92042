package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tillmesh.config.NodeConfig;

/**
 * Asks Odoo who a terminal's session belongs to: by the add-on's session route, or on a plain Odoo by what its own pages ask.
 * An empty token stands for the user of the settings. Any thread; returns at once, and is completed on a thread of OkHttp's,
 * never with an exception.
 */
public final class OdooPeople implements AutoCloseable {
    private static final String MANAGER = "point_of_sale.group_pos_manager";
    private static final String CASHIER = "point_of_sale.group_pos_user";
    private static final String NOBODY = "Odoo does not know this session any more. Sign in there again.";
    private static final int NAME_LENGTH_MAX = 80;
    /** From this version on a group is asked of a user, before it was asked of whoever asks. */
    private static final int GROUPS_OF_A_USER = 18;

    private static final long ID = 1;

    private final boolean addon;
    private final OdooAddon routes;
    private final OdooRpc rpc;
    private final OdooHttp http;

    /** @param odoo where, and what is installed there @param device what this lane is called there */
    public OdooPeople(NodeConfig.Odoo odoo, String device) {
        this.addon = odoo.mode() == NodeConfig.Odoo.Kind.ADDON;
        this.routes = new OdooAddon(odoo, device);
        this.rpc = new OdooRpc(odoo, device);
        this.http = new OdooHttp(odoo.url(), device);
    }

    /** What Odoo says of a session. */
    public sealed interface Person {
        /** @param uid the user's number @param role {@code manager}, {@code cashier} or {@code waiter} */
        record Known(int uid, String name, String role) implements Person {}

        /** Nobody, or somebody who may not sell. @param reason one sentence for people */
        record Nobody(String reason) implements Person {}

        /** Nothing that can be believed. @param why a few words, without secrets */
        record Silent(String why) implements Person {}
    }

    /** @param token a session, or a token of the add-on's newer routes; empty for the user of the settings @param terminal the id of its device */
    public CompletableFuture<Person> who(String token, String terminal) {
        CompletableFuture<Person> person =
                addon ? byRoute(token, terminal) : token.isEmpty() ? self() : bySession(token);
        return person.exceptionally(end -> refusal(Broken.of(end)));
    }

    private CompletableFuture<Person> byRoute(String token, String terminal) {
        ObjectNode call = call(OdooJson.object());
        return (token.isEmpty() ? routes.post("/session", call) : routes.asTerminal("/session", token, terminal, call))
                .thenApply(answer -> person(Broken.result(answer)));
    }

    private static ObjectNode call(ObjectNode params) {
        ObjectNode call =
                OdooJson.object().put("jsonrpc", "2.0").put("method", "call").put("id", ID);
        call.set("params", params);
        return call;
    }

    /** The user of an answer: its members stand at the top, or in {@code user}. */
    private static Person person(JsonNode said) {
        JsonNode user = said.path("user");
        JsonNode uid = said.path("uid").isIntegralNumber() ? said.path("uid") : user.path("id");
        if (!uid.isIntegralNumber() || !uid.canConvertToInt()) {
            boolean spoken = said.has("uid") || said.has("user") || said.has("error");
            return spoken
                    ? new Person.Nobody(NOBODY)
                    : new Person.Silent("it answered with something that names nobody");
        }
        JsonNode role = user.path("role").isTextual() ? user.path("role") : said.path("role");
        JsonNode name = user.path("name").isTextual() ? user.path("name") : said.path("name");
        // Who has no role is told with a false there.
        return known(uid.intValue(), name, role.isTextual() ? role.asText() : "waiter");
    }

    private static Person.Known known(int uid, JsonNode name, String role) {
        String text = name.asText("").replaceAll("\\p{Cntrl}", " ").strip();
        String shown = text.isEmpty() ? "user " + uid : text;
        String ours = role.equals("manager") || role.equals("cashier") ? role : "waiter";
        return new Person.Known(
                uid, shown.length() > NAME_LENGTH_MAX ? shown.substring(0, NAME_LENGTH_MAX) : shown, ours);
    }

    private static Person refusal(OdooAnswer.Failed failed) {
        return switch (failed.trouble()) {
            case NOT_ALLOWED -> new Person.Nobody(NOBODY);
            case REFUSED -> new Person.Nobody(failed.sentence() + ".");
            default -> new Person.Silent(failed.why());
        };
    }

    private CompletableFuture<Person> bySession(String token) {
        if (!OdooAddon.presentable(token)) {
            return CompletableFuture.completedFuture(new Person.Nobody(NOBODY));
        }
        Function<ObjectNode, String> path = params ->
                params.isEmpty() ? "/web/session/get_session_info" : "/web/dataset/call_kw/res.users/has_group";
        Function<ObjectNode, CompletableFuture<JsonNode>> ask =
                params -> http.post(path.apply(params), Map.of("Cookie", "session_id=" + token), call(params))
                        .thenApply(reply -> Broken.result(OdooReply.rpc(reply, ID)));
        return ask.apply(OdooJson.object()).thenCompose(said -> {
            Person person = person(said);
            if (!(person instanceof Person.Known user)) {
                return CompletableFuture.completedFuture(person);
            }
            if (!said.path("is_internal_user").asBoolean(true)) {
                return CompletableFuture.completedFuture(
                        new Person.Nobody("This user may visit Odoo's website, and sell nothing."));
            }
            int version = said.path("server_version_info").path(0).asInt(GROUPS_OF_A_USER);
            return role(user, (group, args) -> ask.apply(hasGroup(args)), version);
        });
    }

    private static ObjectNode hasGroup(ArrayNode args) {
        ObjectNode params = OdooJson.object().put("model", "res.users").put("method", "has_group");
        params.set("args", args);
        params.set("kwargs", OdooJson.object());
        return params;
    }

    private CompletableFuture<Person> self() {
        return rpc.version()
                .thenCombine(rpc.user(), (version, user) -> new int[] {
                    Broken.result(version).asInt(), Broken.result(user).asInt()
                })
                .thenCompose(odoo -> rpc.execute(
                                "res.users",
                                "read",
                                OdooJson.array(OdooJson.array(odoo[1]), OdooJson.array("name")),
                                OdooJson.object())
                        .thenCompose(answer -> role(
                                known(odoo[1], Broken.result(answer).path(0).path("name"), ""),
                                (group, args) -> rpc.execute("res.users", "has_group", args, OdooJson.object())
                                        .thenApply(Broken::result),
                                odoo[0])));
    }

    /** Asks whether somebody is in a group. */
    @FunctionalInterface
    private interface Groups {
        CompletableFuture<JsonNode> has(String group, ArrayNode args);
    }

    private static CompletableFuture<Person> role(Person.Known user, Groups groups, int version) {
        return in(user, MANAGER, groups, version)
                .thenCompose(manager -> manager
                        ? CompletableFuture.completedFuture(new Person.Known(user.uid(), user.name(), "manager"))
                        : in(user, CASHIER, groups, version)
                                .thenApply(cashier ->
                                        new Person.Known(user.uid(), user.name(), cashier ? "cashier" : "waiter")));
    }

    private static CompletableFuture<Boolean> in(Person.Known user, String group, Groups groups, int version) {
        ArrayNode args =
                version >= GROUPS_OF_A_USER ? OdooJson.array(OdooJson.array(user.uid()), group) : OdooJson.array(group);
        return groups.has(group, args).thenApply(said -> said.asBoolean(false));
    }

    /** Asks no more; what is under way is given up. */
    @Override
    public void close() {
        routes.close();
        rpc.close();
        http.close();
    }
}
