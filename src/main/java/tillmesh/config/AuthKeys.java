package tillmesh.config;

import java.time.Duration;

/** The settings of signing in, also of the admin. Part of {@link Keys#all}. */
final class AuthKeys {
    private AuthKeys() {}

    static final Key<NodeConfig.Auth.Mode> MODE = Key.required(
            "auth.mode",
            Forms::mode,
            "How screens sign in. odoo: with their session at the shop's Odoo. dev: anybody on this machine, without a password, as"
                    + " long as screen.host is this machine.");
    static final Key<Secret> ADMIN_TOKEN = new Key<>(
            "auth.admin-token",
            "",
            Forms::token,
            "What must be shown for everything that destroys. Empty: one is made and kept in data.dir/admin.token.",
            Key.Kind.SECRET);
    static final Key<Duration> OFFLINE_FOR = Key.optional(
            "auth.offline-for",
            "24h",
            Units.duration(Duration.ZERO, Duration.ofDays(30)),
            "With auth.mode = odoo: whoever Odoo let in is let in without it for so long, while it cannot be reached. 0s: never.");
    static final Key<Boolean> WITHOUT_TOKEN = Key.optional(
            "auth.without-token",
            "off",
            Forms::onOff,
            "With auth.mode = odoo: on lets a screen in that shows no session, as the user of cloud.odoo.user. For development:"
                    + " only as long as screen.host is this machine.");
}
