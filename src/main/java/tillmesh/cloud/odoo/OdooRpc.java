package tillmesh.cloud.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import tillmesh.cloud.Trouble;
import tillmesh.config.NodeConfig;

/**
 * Calls models of a plain Odoo 17, 18 or 19 by JSON-RPC, as the user of the settings; an API key works in place of the
 * password. Any thread; every call returns at once, is completed on a thread of OkHttp's within half a minute, and never with an
 * exception. A call whose outcome is unknown may have been done: it is never sent twice from here.
 */
public final class OdooRpc implements AutoCloseable {
    private static final String PATH = "/jsonrpc";

    private final NodeConfig.Odoo odoo;
    private final OdooHttp http;
    private final SignedIn signedIn;
    private final SignedIn known;
    private final AtomicLong calls = new AtomicLong();

    /** @param odoo where, and as whom */
    public OdooRpc(NodeConfig.Odoo odoo) {
        this(odoo, "");
    }

    /** @param odoo where, and as whom @param lane who calls, for the far side's log */
    public OdooRpc(NodeConfig.Odoo odoo, String lane) {
        this(odoo, new OdooHttp(odoo.url(), lane));
    }

    OdooRpc(NodeConfig.Odoo odoo, OdooHttp http) {
        this.odoo = odoo;
        this.http = http;
        this.signedIn = new SignedIn(this::signIn);
        this.known = new SignedIn(this::askVersion);
    }

    /** Which Odoo it is: the answer's result is 17, 18 or 19. Asked once. */
    public CompletableFuture<OdooAnswer> version() {
        return known.call(CompletableFuture::completedFuture);
    }

    /** As whom the calls are made: the answer's result is the user's number. */
    public CompletableFuture<OdooAnswer> user() {
        return signedIn.call(CompletableFuture::completedFuture);
    }

    /** Calls a method of a model. @param args in their order @param kwargs by name; may be empty */
    public CompletableFuture<OdooAnswer> execute(String model, String method, ArrayNode args, ObjectNode kwargs) {
        return signedIn.call(uid -> call(
                "object",
                "execute_kw",
                OdooJson.array(odoo.db(), uid.result(), odoo.password().reveal(), model, method, args, kwargs)));
    }

    /**
     * Looks for records.
     *
     * @param domain what they must be
     * @param limit at most so many, in the order of their ids
     */
    public CompletableFuture<OdooAnswer> find(String model, ArrayNode domain, ArrayNode fields, int limit) {
        ObjectNode kwargs = OdooJson.object().put("limit", limit).put("order", "id");
        return execute(model, "search_read", OdooJson.array(domain, fields), kwargs);
    }

    private CompletableFuture<OdooAnswer> askVersion() {
        return call("common", "version", OdooJson.array()).thenApply(answer -> {
            if (!(answer instanceof OdooAnswer.Said said)) {
                return answer;
            }
            JsonNode major = said.result().path("server_version_info").path(0);
            return major.isIntegralNumber()
                    ? new OdooAnswer.Said(major)
                    : OdooAnswer.unknown("it does not say which Odoo it is");
        });
    }

    private CompletableFuture<OdooAnswer> signIn() {
        ArrayNode args = OdooJson.array(odoo.db(), odoo.user(), odoo.password().reveal(), OdooJson.object());
        return call("common", "authenticate", args).thenApply(OdooRpc::user);
    }

    private static OdooAnswer user(OdooAnswer answer) {
        if (answer instanceof OdooAnswer.Failed failed) {
            // An unknown database is told as an error of the connection to it.
            return failed.name().equals("OperationalError")
                    ? OdooAnswer.Failed.of(Trouble.MISCONFIGURED, "it has no database of that name")
                    : failed;
        }
        JsonNode uid = ((OdooAnswer.Said) answer).result();
        return uid.isIntegralNumber()
                ? answer
                : new OdooAnswer.Failed(
                        Trouble.NOT_ALLOWED, "", "", null, "it knows no such user, or the password is not theirs");
    }

    private CompletableFuture<OdooAnswer> call(String service, String method, ArrayNode args) {
        long id = calls.incrementAndGet();
        ObjectNode call =
                OdooJson.object().put("jsonrpc", "2.0").put("method", "call").put("id", id);
        call.putObject("params").put("service", service).put("method", method).set("args", args);
        return http.post(PATH, Map.of(), call).thenApply(reply -> OdooReply.rpc(reply, id));
    }

    /** Calls no more; those under way are given up. */
    @Override
    public void close() {
        http.close();
    }
}
