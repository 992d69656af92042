package tillmesh.cloud.odoo;

import java.util.List;

/**
 * The point of sale of a plain Odoo that orders are booked in.
 *
 * @param version 17, 18 or 19
 * @param user who books
 * @param session the one that is open
 * @param decimals of its currency
 * @param pricelist 0 for none
 * @param methods how may be paid there
 */
record Register(
        int version, long user, long session, long company, int decimals, long pricelist, List<Method> methods) {
    /** @param journal 0 for none */
    record Method(long id, String name, long journal, boolean cash) {}

    Register in(long open) {
        return new Register(version, user, open, company, decimals, pricelist, methods);
    }
}
