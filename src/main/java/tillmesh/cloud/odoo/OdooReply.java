package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tillmesh.cloud.Trouble;

/**
 * What an HTTP answer means. Odoo tells its errors with status 200; a portal, a proxy and an Odoo that does not know which
 * database is meant answer with pages. Only an answer in the form of the call is believed.
 */
final class OdooReply {
    private OdooReply() {}

    /** An answer of JSON-RPC. @param id of the call; an answer to another one proves nothing */
    static OdooAnswer rpc(OdooHttp.Reply reply, long id) {
        JsonNode json = reply.json();
        if (json == null || !json.path("jsonrpc").asText().equals("2.0")) {
            return page(reply, json);
        }
        JsonNode error = json.path("error");
        if (error.isObject()) {
            return OdooError.of(error);
        }
        // A call that gives nothing back is answered without a result.
        return json.path("id").asLong(-1) == id
                ? new OdooAnswer.Said(json.has("result") ? json.path("result") : NullNode.getInstance())
                : OdooAnswer.unknown("it answered another call");
    }

    /** An answer of a route of the add-on: in the envelope of JSON-RPC, or plain. */
    static OdooAnswer route(OdooHttp.Reply reply) {
        JsonNode json = reply.json();
        boolean good = reply.status() >= 200 && reply.status() < 300;
        if (json != null && json.path("error").path("data").isObject()) {
            return OdooError.of(json.path("error"));
        }
        if (good && json != null && json.isObject()) {
            boolean wrapped = json.has("jsonrpc") && json.has("result");
            return new OdooAnswer.Said(wrapped ? json.path("result") : json);
        }
        return signedOut(reply)
                ? new OdooAnswer.Failed(
                        Trouble.NOT_ALLOWED, OdooError.SESSION_EXPIRED, "", null, "it wants a person to sign in")
                : page(reply, json);
    }

    private static boolean signedOut(OdooHttp.Reply reply) {
        boolean toLogin = reply.status() / 100 == 3 && reply.header("location").contains("/web/login");
        return toLogin || reply.status() == 401;
    }

    private static OdooAnswer.Failed page(OdooHttp.Reply reply, @Nullable JsonNode json) {
        if (reply.silent()) {
            return OdooAnswer.unknown(reply.why());
        }
        int status = reply.status();
        Duration wait = wait(reply.header("retry-after"));
        String why = "HTTP " + status;
        boolean spoken = json != null && json.isObject();
        Trouble trouble = switch (status) {
            case 401, 403 -> Trouble.NOT_ALLOWED;
            case 400, 409, 422 -> spoken ? Trouble.REFUSED : Trouble.UNKNOWN;
            case 404, 405, 415 -> Trouble.MISCONFIGURED;
            case 413 -> Trouble.TOO_LARGE;
            default -> Trouble.UNKNOWN;
        };
        if (status >= 200 && status < 300) {
            why = "it answered with something that Odoo does not say";
        } else if (status == 404) {
            why = "HTTP 404: no such route there, or it does not know which database is meant";
        }
        return new OdooAnswer.Failed(trouble, "", "", wait, why);
    }

    private static @Nullable Duration wait(String seconds) {
        return seconds.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }
}
