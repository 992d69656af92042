package tillmesh.cloud.odoo;

/** An exception inside the stand-in Odoo, by the name that its data carries. */
public final class OdooRefusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final String name;

    /** @param name the whole class name, such as {@code odoo.exceptions.UserError} */
    public OdooRefusal(String name, String message) {
        super(message, null, false, false);
        this.name = name;
    }

    /** What {@code odoo.exceptions.ValidationError} is raised with. */
    public static OdooRefusal validation(String message) {
        return new OdooRefusal("odoo.exceptions.ValidationError", message);
    }

    /** What {@code odoo.exceptions.UserError} is raised with. */
    public static OdooRefusal user(String message) {
        return new OdooRefusal("odoo.exceptions.UserError", message);
    }

    /** The whole class name. */
    public String name() {
        return name;
    }
}
