package tillmesh.config;

import java.util.List;

/** The settings of an event bridge. Part of {@link Keys#all}. */
final class BridgeKeys {
    static final Key<String> URL = Key.optional(
            "cloud.bridge.url",
            "",
            Forms.unless("", Addresses::service),
            "Where an event bridge is, which takes POST /events/ingest and answers GET /events?since=. Empty: there is none.");
    static final Key<Secret> TOKEN = new Key<>(
            "cloud.bridge.token",
            "",
            Forms::token,
            "What it lets this shop in with. Needed with an address.",
            Key.Kind.SECRET);

    private BridgeKeys() {}

    static void check(Values values, List<Problem> problems) {
        String url = values.find(URL);
        Secret token = values.find(TOKEN);
        if (url != null && !url.isEmpty() && token != null && token.isEmpty()) {
            problems.add(new Problem(
                    TOKEN.name(),
                    "it is empty, and there is an address of a bridge",
                    "Write the token that the bridge gave this shop, or leave the address empty too"));
        }
    }
}
