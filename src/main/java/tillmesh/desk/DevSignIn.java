package tillmesh.desk;

import java.util.function.Consumer;
import tillmesh.shop.Role;

/**
 * Lets anybody in who reaches the listener: for development, demos and tests, on loopback only. Token
 * {@code dev:<name>:<role>}, or empty for a cashier named after the device.
 */
public final class DevSignIn implements SignIn {
    private static final String PREFIX = "dev:";

    @Override
    public void check(String token, String deviceId, Consumer<Verdict> then) {
        then.accept(verdict(token, deviceId));
    }

    private static Verdict verdict(String token, String deviceId) {
        if (token.isEmpty()) {
            return new Verdict.Welcome(uid(deviceId), deviceId, Role.CASHIER);
        }
        int colon = token.lastIndexOf(':');
        Role role = Role.ofWire(token.substring(colon + 1));
        if (!token.startsWith(PREFIX) || colon < PREFIX.length() + 1 || role == null) {
            return new Verdict.Sorry(
                    "Sign-in mode dev takes dev:<name>:<role> with role manager, cashier or waiter, or nothing.");
        }
        String name = token.substring(PREFIX.length(), colon);
        return new Verdict.Welcome(uid(name), name, role);
    }

    // Stands for the number that a real back office would give; the same name always gets the same one.
    private static int uid(String name) {
        return name.hashCode() & 0xffff;
    }
}
