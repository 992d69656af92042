package tillmesh.cloud.odoo;

/** A snapshot that cannot become an order of Odoo's, with one sentence why. Numbers and words of the sale are not in it. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
