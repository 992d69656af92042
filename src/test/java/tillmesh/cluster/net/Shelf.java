package tillmesh.cluster.net;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tillmesh.chaos.rig.Words;

/** What one till knows from what it was told: versions of the open orders that several tills work on, and leases it lost. One thread. */
final class Shelf {
    /** Names of orders that anybody may go on with begin so. */
    static final String SHARED = "shared/";

    private static final Pattern ORDER =
            Pattern.compile("\"posReference\":\"(" + SHARED + "[^\"]+)\",\"version\":(\\d+)");

    private final Map<String, Long> open = new LinkedHashMap<>();
    private final Set<String> kept = new HashSet<>();

    /** A message came. */
    void told(String message) {
        String order = Words.text(message, "posReference");
        if (Words.is(message, "SYNC_INIT")) {
            open.clear();
            Matcher orders = ORDER.matcher(message);
            while (orders.find()) {
                open.put(orders.group(1), Long.parseLong(orders.group(2)));
            }
        } else if (Words.is(message, "ORDER_UPDATED") || Words.is(message, "CONFLICT")) {
            boolean conflict = Words.is(message, "CONFLICT");
            saw(order, Words.number(message, conflict ? "hubVersion" : "version"), isPaid(message));
        } else if (Words.is(message, "LEASE_REVOKED")) {
            kept.remove(order);
        }
    }

    private static boolean isPaid(String message) {
        return message.contains("\"status\":\"paid\"");
    }

    /** An order has a new version. @param paid whether nobody works on it any more */
    void saw(String order, long version, boolean paid) {
        if (paid) {
            open.remove(order);
        } else if (order.startsWith(SHARED)) {
            open.put(order, version);
        }
    }

    /** A lease begins. */
    void gotLease(String order) {
        kept.add(order);
    }

    /** Whether nothing was heard of the end of a lease since it began, on one and the same connection. */
    boolean keptLease(String order) {
        return kept.contains(order);
    }

    /** The connection was lost: what happened to leases meanwhile is not known. */
    void hungUp() {
        kept.clear();
    }

    /** Orders that any till may go on with. */
    List<String> shared() {
        return new ArrayList<>(open.keySet());
    }

    /** The newest version that it was told of, 0 when of none. */
    long version(String order) {
        return open.getOrDefault(order, 0L);
    }
}
