package tillmesh.shop;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The order types that get a ticket number of their own series. */
public enum OrderType {
    TAKEOUT,
    DELIVERY;

    /** The name on the wire: {@code takeout}, {@code delivery}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type with that wire name, or null when there is none. */
    public static @Nullable OrderType ofWire(String wire) {
        for (OrderType type : values()) {
            if (type.wire().equals(wire)) {
                return type;
            }
        }
        return null;
    }
}
