package tillmesh.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name in the environment under which a system that Tillmesh replaces knew the same setting.
 *
 * @param variable its name
 * @param key what it is here
 * @param translation how its text is written here
 */
record Alias(String variable, Key<?> key, Translation translation) {
    /** From a text of there to a text of here; null when it leaves the setting alone. */
    @FunctionalInterface
    interface Translation {
        @Nullable
        String of(String text);
    }

    /** All that have a setting here today. Of two for one key the first one given wins, and both must say the same. */
    static List<Alias> all() {
        return List.of(
                new Alias("HUB_PORT", Keys.SCREEN_HUB_PORT, text -> text),
                new Alias("HUB_HTTP_PORT", Keys.SCREEN_PORT, text -> text),
                new Alias("TERMINAL_PORT", Keys.SCREEN_PORT, text -> text),
                new Alias("HUB_LEASE_TTL_MS", Keys.LEASE_TTL, Alias::millis),
                new Alias("HUB_HEARTBEAT_MS", Keys.LEASE_TICK, Alias::millis),
                new Alias("HUB_GRACE_MS", Keys.LEASE_GRACE, Alias::millis),
                new Alias("HUB_DEV_AUTH", AuthKeys.MODE, text -> text.equalsIgnoreCase("true") ? "dev" : null),
                new Alias("HUB_DEV_AUTH", AuthKeys.WITHOUT_TOKEN, text -> text.equalsIgnoreCase("true") ? "on" : null),
                new Alias("HUB_DB_PATH", Keys.DATA_DIR, Alias::folder),
                new Alias("TERMINAL_ID", Keys.LANE_ID, text -> text),
                new Alias("STORE_ID", Keys.STORE_ID, text -> text),
                new Alias("TENANT_ID", Keys.STORE_TENANT, text -> text),
                new Alias("PEER_TERMINALS", Keys.PEER_HOSTS, Alias::hosts),
                new Alias("SUPABASE_URL", SupabaseKeys.URL, Alias::given),
                new Alias("SUPABASE_SERVICE_KEY", SupabaseKeys.KEY, Alias::given),
                new Alias("CLOUD_BRIDGE_URL", BridgeKeys.URL, text -> text),
                new Alias("CLOUD_BRIDGE_TOKEN", BridgeKeys.TOKEN, text -> text),
                new Alias("ODOO_URL", OdooKeys.URL, text -> text),
                new Alias("ODOO_DB", OdooKeys.DB, text -> text),
                new Alias("ODOO_USER", OdooKeys.USER, text -> text),
                new Alias("ODOO_PASSWORD", OdooKeys.PASSWORD, text -> text));
    }

    /** What a person wrote in place of what stood in the example. */
    private static @Nullable String given(String text) {
        return text.startsWith("your_supabase_") ? null : text;
    }

    private static String millis(String text) {
        return text + "ms";
    }

    /** The machines of some WebSocket addresses: the ports there are not those of lanes here. Anything else stays as it is. */
    private static String hosts(String list) {
        return list.replaceAll("\\b(?:ws|wss|http|https)://([^:/,\\s]+)[^,\\s]*", "$1");
    }

    /** The folder of a file; its own name does not count, this node names its files itself. */
    private static String folder(String file) {
        int slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
        return slash < 0 ? "." : file.substring(0, Math.max(slash, 1));
    }
}
