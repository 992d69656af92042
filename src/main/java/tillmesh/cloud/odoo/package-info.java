/**
 * The shop's Odoo over HTTP: plain Odoo 17, 18 and 19 by JSON-RPC, and the restaurant add-on by its own routes.
 *
 * <p>Does NOT decide when something is sent, or again. Invariants: it never blocks the loop; an error is told by its name
 * and never by its number; the far side's traceback is never kept; no password, token or payload is in any text that it
 * makes; what it does not understand is no receipt.
 */
@NullMarked
package tillmesh.cloud.odoo;

import org.jspecify.annotations.NullMarked;
