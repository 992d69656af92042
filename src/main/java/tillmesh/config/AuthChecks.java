package tillmesh.config;

import java.util.List;
import tillmesh.config.NodeConfig.Auth.Mode;

/** What the way to sign in and the other settings must say together. */
final class AuthChecks {
    private AuthChecks() {}

    static void check(Values values, List<Problem> problems) {
        Mode mode = values.find(AuthKeys.MODE);
        String host = values.find(Keys.SCREEN_HOST);
        boolean open = host != null && !Addresses.loopback(host);
        if (mode == Mode.DEV && open) {
            problems.add(new Problem(
                    AuthKeys.MODE.name(),
                    "dev lets anybody sell who reaches " + host + ", and that is not this machine alone",
                    "Write screen.host = 127.0.0.1"));
        }
        Boolean withoutToken = values.find(AuthKeys.WITHOUT_TOKEN);
        if (mode == Mode.ODOO && open && withoutToken != null && withoutToken) {
            problems.add(new Problem(
                    AuthKeys.WITHOUT_TOKEN.name(),
                    "on lets anybody sell who reaches " + host + ", and that is not this machine alone",
                    "Write screen.host = 127.0.0.1, or auth.without-token = off"));
        }
        String url = values.find(OdooKeys.URL);
        if (mode == Mode.ODOO && url != null && url.isEmpty()) {
            problems.add(new Problem(
                    OdooKeys.URL.name(),
                    "it is empty, and auth.mode = odoo has to ask there who signs in",
                    "Write the address of the shop's Odoo"));
        }
    }
}
