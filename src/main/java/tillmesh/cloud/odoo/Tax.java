package tillmesh.cloud.odoo;

import java.math.BigDecimal;

/**
 * A tax of a plain Odoo.
 *
 * @param fixed whether it is an amount for each piece; a share of the price in percent otherwise
 * @param included whether prices have it in them
 * @param known whether this lane can calculate it
 */
record Tax(BigDecimal amount, boolean fixed, boolean included, boolean known) {}
