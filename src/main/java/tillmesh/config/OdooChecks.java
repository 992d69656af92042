package tillmesh.config;

import java.util.List;

/** What the settings of an Odoo must say together. */
final class OdooChecks {
    private OdooChecks() {}

    static void check(Values values, List<Problem> problems) {
        String url = values.find(OdooKeys.URL);
        if (url == null || url.isEmpty()) {
            return;
        }
        needed(values, OdooKeys.DB, "Write the name of the database", problems);
        needed(values, OdooKeys.USER, "Write the login of a user of its own", problems);
        Secret password = values.find(OdooKeys.PASSWORD);
        if (password != null && password.isEmpty()) {
            problems.add(new Problem(
                    OdooKeys.PASSWORD.name(),
                    "it is empty",
                    "Write the password of that user, or an API key of theirs"));
        } else if (password != null && password.matches("admin")) {
            problems.add(new Problem(
                    OdooKeys.PASSWORD.name(),
                    "it is the one that everybody tries first",
                    "Give that user another password, and write it here"));
        }
        Integer register = values.find(OdooKeys.REGISTER);
        if (values.find(OdooKeys.MODE) == NodeConfig.Odoo.Kind.STOCK && register != null && register == 0) {
            problems.add(new Problem(
                    OdooKeys.REGISTER.name(),
                    "it is 0, and a plain Odoo books every order in a point of sale",
                    "Write its number, as it stands at the end of its address in Odoo"));
        }
    }

    private static void needed(Values values, Key<String> key, String advice, List<Problem> problems) {
        String value = values.find(key);
        if (value != null && value.isEmpty()) {
            problems.add(new Problem(key.name(), "it is empty, and there is an address of an Odoo", advice));
        }
    }
}
