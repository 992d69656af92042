package tillmesh.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of machines, as texts: nothing here asks the network, so a check gives the same answer everywhere. */
final class Addresses {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\\.?");
    private static final Pattern ADDRESS_V6 =
            Pattern.compile("\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9._-]+)?]?");
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s,*]*");

    private static final Pattern SERVICE =
            Pattern.compile("(?<scheme>https?)://(?<host>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::[0-9]{1,5})?/?");

    private Addresses() {}

    /** An address to listen on. */
    static String listen(String text) throws Form.Unreadable {
        if (!HOST.matcher(text).matches() && !ADDRESS_V6.matcher(text).matches()) {
            throw new Form.Unreadable(
                    "'" + text + "' is no address", "Write 127.0.0.1, ::1, 0.0.0.0 or the name of this machine");
        }
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }

    /** A name that a browser may put in its Host header, in small letters. */
    static String host(String text) throws Form.Unreadable {
        String host = text.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches() && !ADDRESS_V6.matcher(host).matches()) {
            throw new Form.Unreadable(
                    "'" + text + "' is no host name",
                    "Write names without scheme and port, such as till-1.local; there is no wildcard");
        }
        return host;
    }

    /** Where a page comes from, in small letters, without a slash at the end. */
    static String origin(String text) throws Form.Unreadable {
        String origin = text.toLowerCase(Locale.ROOT);
        if (origin.endsWith("/") && !origin.endsWith("//")) {
            origin = origin.substring(0, origin.length() - 1);
        }
        if (!ORIGIN.matcher(origin).matches()) {
            throw new Form.Unreadable(
                    "'" + text + "' is no origin",
                    "Write scheme, host and port as a browser sends them, such as https://pos.example.com or"
                            + " http://localhost:3000; there is no wildcard");
        }
        return origin;
    }

    /** Where another lane may be: a name or an IPv4 address, and perhaps a port. */
    static NodeConfig.PeerHost peer(String text) throws Form.Unreadable {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        if (!HOST.matcher(host).matches() || text.contains("/")) {
            throw new Form.Unreadable("'" + text + "' is no lane's address", "Write 10.0.0.7 or 10.0.0.7:7800");
        }
        return new NodeConfig.PeerHost(
                host, colon < 0 ? 0 : Units.whole(1, 65535).read(text.substring(colon + 1)));
    }

    /** Where a service is: encrypted, unless it is on this machine. Without a path, and without a slash at the end. */
    static String service(String text) throws Form.Unreadable {
        Matcher parts = SERVICE.matcher(text);
        if (!parts.matches()) {
            throw new Form.Unreadable(
                    "'" + text + "' is no address of a service", "Write https://, the name, and no path");
        }
        if (parts.group("scheme").equals("http") && !loopback(parts.group("host"))) {
            throw new Form.Unreadable(
                    "'" + text + "' would carry the key in the clear", "Write https:// in front of the name");
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether only this machine can reach it. A name other than localhost counts as reachable from outside. */
    static boolean loopback(String listen) {
        String host = listen.toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1")
                || LOOPBACK_V4.matcher(host).matches();
    }
}
