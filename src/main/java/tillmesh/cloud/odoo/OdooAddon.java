package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tillmesh.cloud.Trouble;
import tillmesh.config.NodeConfig;
import tillmesh.config.NodeConfig.Odoo.Routes;

/**
 * Calls routes of the restaurant add-on, as the user of the settings or as a terminal. Any thread; every call returns at once,
 * is completed on a thread of OkHttp's within half a minute, and never with an exception.
 */
public final class OdooAddon implements AutoCloseable {
    private static final Pattern SESSION = Pattern.compile("session_id=([^;\\s]+)");
    private static final Pattern PRESENTABLE = Pattern.compile("[!-~&&[^;,\"\\\\]]{1,4096}");
    /** A token of the newer routes has two dots; a session has none. */
    private static final Pattern BEARER = Pattern.compile("[^.\\s]+\\.[^.\\s]+\\.[^.\\s]+");

    private final NodeConfig.Odoo odoo;
    private final OdooHttp http;
    private final SignedIn signedIn;
    private final String device;

    /** @param odoo where, and as whom @param device what this lane is called there: {@code X-Device-Id} */
    public OdooAddon(NodeConfig.Odoo odoo, String device) {
        this(odoo, device, new OdooHttp(odoo.url(), device));
    }

    OdooAddon(NodeConfig.Odoo odoo, String device, OdooHttp http) {
        this.odoo = odoo;
        this.device = device;
        this.http = http;
        this.signedIn = new SignedIn(odoo.routes() == Routes.POS_API ? this::logIn : this::authenticate);
    }

    /** The older routes begin with this, the newer ones with the other. */
    public static String prefix(Routes routes) {
        return routes == Routes.POS_API ? "/pos-api/v1" : "/pos-react/api";
    }

    /** Calls a route, signed in. @param path after the prefix of its family, such as {@code /orders/create} */
    public CompletableFuture<OdooAnswer> post(String path, ObjectNode body) {
        return at(prefix(odoo.routes()) + path, body);
    }

    /** Calls a route of the newer family, whichever family the others are of. The pass is that of the settings. */
    CompletableFuture<OdooAnswer> at(String route, ObjectNode body) {
        return signedIn.call(pass -> send(route, pass.result().asText(), device, body));
    }

    /**
     * Calls a route of either family as a terminal, with what that terminal showed. Never signs in.
     *
     * @param token a session, or a token of the newer routes; the route is of the family that it is for
     * @param terminal what it calls itself
     */
    public CompletableFuture<OdooAnswer> asTerminal(String path, String token, String terminal, ObjectNode body) {
        if (!presentable(token)) {
            return CompletableFuture.completedFuture(
                    OdooAnswer.Failed.of(Trouble.NOT_ALLOWED, "it is no token that can be shown to Odoo"));
        }
        Routes family = BEARER.matcher(token).matches() ? Routes.POS_API : Routes.POS_REACT;
        return send(prefix(family) + path, token, presentable(terminal) ? terminal : device, body);
    }

    /** Whether it can stand in a header: what cannot is nobody's session. */
    static boolean presentable(String token) {
        return PRESENTABLE.matcher(token).matches();
    }

    private CompletableFuture<OdooAnswer> send(String route, String pass, String shownAs, ObjectNode body) {
        boolean bearer = BEARER.matcher(pass).matches();
        Map<String, String> shown = bearer
                ? Map.of("Authorization", "Bearer " + pass, "X-Device-Id", shownAs, "X-App-Version", "tillmesh")
                : Map.of("Cookie", "session_id=" + pass, "X-Device-Id", shownAs);
        return http.post(route, shown, body).thenApply(OdooReply::route);
    }

    private CompletableFuture<OdooAnswer> authenticate() {
        ObjectNode call =
                OdooJson.object().put("jsonrpc", "2.0").put("method", "call").put("id", 1);
        call.putObject("params")
                .put("db", odoo.db())
                .put("login", odoo.user())
                .put("password", odoo.password().reveal());
        return http.post("/web/session/authenticate", Map.of(), call).thenApply(reply -> {
            OdooAnswer answer = OdooReply.rpc(reply, 1);
            if (!(answer instanceof OdooAnswer.Said said)) {
                return noDatabase(answer);
            }
            Matcher session = SESSION.matcher(String.join("\n", reply.all("set-cookie")));
            boolean known = said.result().path("uid").isIntegralNumber();
            if (!known) {
                return notKnown();
            }
            return session.find() ? pass(session.group(1)) : OdooAnswer.unknown("it gives no session");
        });
    }

    private static OdooAnswer noDatabase(OdooAnswer answer) {
        return answer instanceof OdooAnswer.Failed failed && failed.name().equals("OperationalError")
                ? OdooAnswer.Failed.of(Trouble.MISCONFIGURED, "it has no database of that name")
                : answer;
    }

    private CompletableFuture<OdooAnswer> logIn() {
        ObjectNode body = OdooJson.object()
                .put("login", odoo.user())
                .put("password", odoo.password().reveal());
        Map<String, String> shown = Map.of("X-Device-Id", device, "X-App-Version", "tillmesh");
        return http.post(prefix(Routes.POS_API) + "/auth/login", shown, body).thenApply(reply -> {
            OdooAnswer answer = OdooReply.route(reply);
            if (!(answer instanceof OdooAnswer.Said said)) {
                return answer instanceof OdooAnswer.Failed failed && failed.signedOut() ? notKnown() : answer;
            }
            JsonNode token = said.result().path("access_token");
            return token.isTextual() && BEARER.matcher(token.asText()).matches() ? pass(token.asText()) : notKnown();
        });
    }

    private static OdooAnswer pass(String text) {
        return new OdooAnswer.Said(OdooJson.array(text).path(0));
    }

    private static OdooAnswer notKnown() {
        return OdooAnswer.Failed.of(Trouble.NOT_ALLOWED, "it knows no such user, or the password is not theirs");
    }

    /** Calls no more; those under way are given up. */
    @Override
    public void close() {
        http.close();
    }
}
