package tillmesh.config;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Check;

/** Values by key, as far as their texts could be read. */
final class Values {
    private final Map<Key<?>, Object> values;

    Values(Map<Key<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    /** The value of a key, or null when its text could not be read. */
    @SuppressWarnings("unchecked") // Each value was read by the form of its own key.
    <T> @Nullable T find(Key<T> key) {
        return (T) values.get(key);
    }

    private <T> T get(Key<T> key) {
        T value = find(key);
        Check.that(value != null, "%s was not read", key);
        return Objects.requireNonNull(value);
    }

    /** All of them, each in its place. */
    NodeConfig config() {
        return new NodeConfig(
                get(Keys.LANE_ID),
                new NodeConfig.Store(get(Keys.STORE_ZONE), get(Keys.STORE_ID), get(Keys.STORE_TENANT)),
                data(),
                screen(),
                auth(),
                lease(),
                peer(),
                new NodeConfig.Replication(get(Keys.REPLICATION_COPIES)),
                cloud());
    }

    private NodeConfig.Cloud cloud() {
        return new NodeConfig.Cloud(
                get(Keys.CLOUD_SOLO_GRACE),
                get(Keys.CLOUD_ADOPT_AFTER),
                get(Keys.CLOUD_REQUIRED),
                new NodeConfig.Supabase(
                        get(SupabaseKeys.URL), get(SupabaseKeys.KEY), get(SupabaseKeys.TOKEN), get(SupabaseKeys.VIA)),
                odoo(),
                new NodeConfig.Bridge(get(BridgeKeys.URL), get(BridgeKeys.TOKEN)));
    }

    private NodeConfig.Odoo odoo() {
        return new NodeConfig.Odoo(
                get(OdooKeys.URL),
                get(OdooKeys.DB),
                get(OdooKeys.USER),
                get(OdooKeys.PASSWORD),
                get(OdooKeys.MODE),
                get(OdooKeys.ROUTES),
                get(OdooKeys.REGISTER));
    }

    private NodeConfig.Data data() {
        return new NodeConfig.Data(
                get(Keys.DATA_DIR),
                get(Keys.JOURNAL_KEEP),
                get(Keys.JOURNAL_WAL_MAX),
                get(Keys.JOURNAL_SIZE_MAX),
                get(Keys.JOURNAL_FREE_MIN),
                get(Keys.JOURNAL_RESERVE));
    }

    private NodeConfig.Screen screen() {
        return new NodeConfig.Screen(
                get(Keys.SCREEN_HOST),
                get(Keys.SCREEN_PORT),
                get(Keys.SCREEN_HUB_PORT),
                get(Keys.SCREEN_ORIGINS),
                get(Keys.SCREEN_HOSTS),
                Math.toIntExact(get(Keys.SCREEN_FRAME_MAX)),
                get(Keys.SCREEN_RATE),
                get(Keys.SCREEN_CONNECTIONS_MAX),
                get(Keys.SCREEN_QUEUE_MAX),
                get(Keys.SCREEN_IDLE),
                get(Keys.SCREEN_SIGN_IN_WITHIN));
    }

    private NodeConfig.Auth auth() {
        return new NodeConfig.Auth(
                get(AuthKeys.MODE), get(AuthKeys.ADMIN_TOKEN), get(AuthKeys.OFFLINE_FOR), get(AuthKeys.WITHOUT_TOKEN));
    }

    private NodeConfig.Lease lease() {
        return new NodeConfig.Lease(
                get(Keys.LEASE_TTL),
                get(Keys.LEASE_TABLE_TTL),
                get(Keys.LEASE_GRACE),
                get(Keys.LEASE_TICK),
                get(Keys.LEASE_WHEN_CUT_OFF));
    }

    private NodeConfig.Peer peer() {
        return new NodeConfig.Peer(
                get(Keys.PEER_STACK),
                get(Keys.PEER_BIND),
                get(Keys.PEER_PORT),
                get(Keys.PEER_HOSTS),
                new NodeConfig.Tls(
                        get(Keys.PEER_TLS_KEYSTORE), get(Keys.PEER_TLS_TRUSTSTORE), get(Keys.PEER_TLS_PASSWORD)),
                get(Keys.PEER_DRILL));
    }
}
