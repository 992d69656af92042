package tillmesh.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tillmesh.shop.LaneId;

/** What settings are made of that is neither a number nor an address. */
final class Forms {
    /** Shorter ones are guessed. */
    private static final int TOKEN_LENGTH_MIN = 8;

    private static final Pattern NAME = Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9_.-]{0,63})?");
    private static final List<String> STACKS = List.of("none", "lan-udp", "lan-tcp", "loopback");

    private Forms() {}

    static LaneId lane(String text) throws Form.Unreadable {
        try {
            return new LaneId(text);
        } catch (IllegalArgumentException e) {
            throw new Form.Unreadable("'" + text + "' is no lane id: " + e.getMessage(), "Write for example L1");
        }
    }

    /** A time zone by its name; empty is the zone of this machine. */
    static ZoneId zone(String text) throws Form.Unreadable {
        try {
            return text.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new Form.Unreadable(
                    "'" + text + "' is no time zone", "Write a name such as Europe/Lisbon or America/Santo_Domingo");
        }
    }

    /** A name of a shop or company, as it stands in certificates and addresses; empty is none. */
    static String name(String text) throws Form.Unreadable {
        if (!NAME.matcher(text).matches()) {
            throw new Form.Unreadable(
                    "'" + text + "' is no name for this",
                    "Write up to 64 letters, digits, '_', '.' or '-', beginning with a letter or digit");
        }
        return text;
    }

    /** One of the stacks that come with the node, or a file. */
    static String stack(String text) throws Form.Unreadable {
        if (!STACKS.contains(text) && !text.endsWith(".xml")) {
            throw new Form.Unreadable(
                    "'" + text + "' is no stack",
                    "Write none, lan-udp, lan-tcp, loopback or the path of a file that ends in .xml");
        }
        return text;
    }

    static NodeConfig.Lease.CutOff cutOff(String text) throws Form.Unreadable {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "provisional" -> NodeConfig.Lease.CutOff.PROVISIONAL;
            case "refuse" -> NodeConfig.Lease.CutOff.REFUSE;
            default -> throw new Form.Unreadable("'" + text + "' is no answer to that", "Write provisional or refuse");
        };
    }

    static NodeConfig.Supabase.Via via(String text) throws Form.Unreadable {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "rpc" -> NodeConfig.Supabase.Via.RPC;
            case "function" -> NodeConfig.Supabase.Via.FUNCTION;
            default -> throw new Form.Unreadable("'" + text + "' is no way into a project", "Write rpc or function");
        };
    }

    static Boolean onOff(String text) throws Form.Unreadable {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new Form.Unreadable("'" + text + "' is neither on nor off", "Write on or off");
        };
    }

    /** One text that is taken as it is, any other by its form. */
    static Form<String> unless(String exempt, Form<String> form) {
        return text -> text.equals(exempt) ? text : form.read(text);
    }

    static Path folder(String text) throws Form.Unreadable {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new Form.Unreadable(
                    "'" + text + "' is no path: " + e.getReason(), "Write the path of a local folder");
        }
    }

    static NodeConfig.Auth.Mode mode(String text) throws Form.Unreadable {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "dev" -> NodeConfig.Auth.Mode.DEV;
            case "odoo" -> NodeConfig.Auth.Mode.ODOO;
            case "jwt" ->
                throw new Form.Unreadable(
                        "'" + text + "' is not in this version yet",
                        "Write odoo, or dev and keep screen.host on this machine, or wait for the version that has it");
            default -> throw new Form.Unreadable("'" + text + "' is no way to sign in", "Write odoo or dev");
        };
    }

    /** The name of a cloud. */
    static String cloud(String text) throws Form.Unreadable {
        return switch (text) {
            case "supabase", "odoo", "bridge" -> text;
            default ->
                throw new Form.Unreadable(
                        "'" + text + "' is no cloud", "Write supabase, odoo, bridge, or some of them");
        };
    }

    /** A token that fits in an HTTP header; empty is none. */
    static Secret token(String text) throws Form.Unreadable {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) <= ' ' || text.charAt(at) > '~') {
                throw new Form.Unreadable(
                        "the token has a blank or a letter that no HTTP header carries",
                        "Write ASCII letters, digits and signs only");
            }
        }
        if (!text.isEmpty() && text.length() < TOKEN_LENGTH_MIN) {
            throw new Form.Unreadable(
                    "the token has only " + text.length() + " letters",
                    "Write at least " + TOKEN_LENGTH_MIN + ", better 32 random ones, or leave it empty");
        }
        return Secret.of(text);
    }

    /** Items with commas between them; blanks around them do not count, empty ones neither. */
    static <T> Form<List<T>> list(Form<T> item) {
        return text -> {
            List<T> items = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                if (!part.isBlank()) {
                    items.add(item.read(part.strip()));
                }
            }
            return List.copyOf(items);
        };
    }
}
