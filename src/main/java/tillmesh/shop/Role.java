package tillmesh.shop;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a signed-in person may do. */
public enum Role {
    /** May take over leases and locks of others, and settle what was changed twice. */
    MANAGER,
    CASHIER,
    WAITER;

    /** The name on the wire: {@code manager}, {@code cashier}, {@code waiter}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with that wire name, or null when there is none. */
    public static @Nullable Role ofWire(String wire) {
        for (Role role : values()) {
            if (role.wire().equals(wire)) {
                return role;
            }
        }
        return null;
    }

    /** Whether this role may take a lease or lock away from its holder. */
    public boolean mayForce() {
        return this == MANAGER;
    }

    /** Whether this role may say which of two versions of an order goes on. */
    public boolean maySettle() {
        return this == MANAGER;
    }
}
