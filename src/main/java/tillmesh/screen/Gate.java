package tillmesh.screen;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tillmesh.config.NodeConfig;

/**
 * Who may speak to this node, as pure rules over two request headers. {@code Host} guards against a foreign name that
 * was pointed at this machine; {@code Origin} against a foreign page that uses the browser of a till. Any thread.
 */
public final class Gate {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^\\[\\]:/?#@\\s]+?)\\.?(?::\\d{1,5})?");
    private static final Pattern ORIGIN =
            Pattern.compile("(https?)://(\\[[0-9a-f:.]+]|[^\\[\\]:/?#@\\s]+)(?::(\\d{1,5}))?");

    private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    private final Set<String> origins = new HashSet<>();
    private final Set<Integer> ports = new HashSet<>();

    /** @param screen the listening address and ports are the node's own; hosts and origins are trusted besides */
    public Gate(NodeConfig.Screen screen) {
        names.add(bracketed(screen.host().toLowerCase(Locale.ROOT)));
        screen.hosts().forEach(host -> names.add(bracketed(host.toLowerCase(Locale.ROOT))));
        screen.origins().forEach(origin -> origins.add(plain(origin)));
        ports.add(screen.port());
        ports.add(screen.hubPort());
    }

    /**
     * Whether a request was meant for this node.
     *
     * @param host the Host header, null when missing
     * @param local the address and port it arrived at
     */
    public boolean knowsHost(@Nullable String host, InetSocketAddress local) {
        if (host == null) {
            return false;
        }
        Matcher parts = HOST.matcher(host.toLowerCase(Locale.ROOT));
        return parts.matches() && isOwnName(parts.group(1), local);
    }

    /**
     * Whether a page may connect and change things.
     *
     * @param origin the Origin header; null from a program that is no browser, which is trusted
     * @param local the address and port it arrived at
     */
    public boolean trustsOrigin(@Nullable String origin, InetSocketAddress local) {
        if (origin == null || origins.contains(plain(origin))) {
            return true;
        }
        Matcher parts = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
        if (!parts.matches() || !isOwnName(parts.group(2), local)) {
            return false;
        }
        String given = parts.group(3);
        int port = given != null ? Integer.parseInt(given) : "https".equals(parts.group(1)) ? 443 : 80;
        return port == local.getPort() || ports.contains(port);
    }

    // An address can be no name that somebody pointed here, so the one the request really arrived at is always ours.
    private boolean isOwnName(String name, InetSocketAddress local) {
        InetAddress address = local.getAddress();
        return names.contains(name) || (address != null && name.equals(bracketed(address.getHostAddress())));
    }

    private static String bracketed(String name) {
        return name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
    }

    private static String plain(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
