package tillmesh.far;

import com.sun.net.httpserver.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tillmesh.far.Front.Call;

/**
 * What the gateway of a hosted project does with keys: one that it does not know is refused, and a new one (which is no token)
 * is exchanged for a token of its role, unless the call brings a token of its own.
 */
public final class HostedGateway implements UnaryOperator<Call> {
    /** The new kind that apps carry. */
    public static final String PUBLISHABLE = "sb_publishable_abcdefgh";
    /** The new kind that may do anything. */
    public static final String SECRET = "sb_secret_abcdefgh";

    private final Map<String, String> tokens = new HashMap<>();

    /** @param of signs the tokens of the roles */
    public HostedGateway(Tokens of) {
        tokens.put(PUBLISHABLE, of.of("{\"role\":\"anon\"}"));
        tokens.put(SECRET, of.of("{\"role\":\"service_role\"}"));
        // Keys of the old kind are tokens themselves.
        List.copyOf(tokens.values()).forEach(token -> tokens.put(token, token));
    }

    /** The key of the old kind for this role. */
    public String legacy(String key) {
        return tokens.get(key);
    }

    @Override
    public Call apply(Call call) {
        if (call.refused > 0) {
            return call;
        }
        String key = String.valueOf(call.headers.getFirst("apikey"));
        String token = tokens.get(key);
        if (token == null) {
            return call.refuse(401);
        }
        if (call.headers.containsKey("Authorization")) {
            return call;
        }
        Headers headers = new Headers();
        headers.putAll(call.headers);
        headers.set("Authorization", "Bearer " + token);
        return new Call(call.method, call.path, headers, call.body, 0);
    }
}
