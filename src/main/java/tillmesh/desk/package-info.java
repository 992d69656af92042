/**
 * The use cases of a lane: orders, tables, leases, tickets, free messages; who is signed in and what they are told.
 *
 * <p>Does NOT know sockets, JSON of a dialect or SQL. Everything runs on the loop thread except {@link tillmesh.desk.Counter},
 * which only hands over notes. Invariants: a refused request leaves nothing behind; every answer leaves after the commit.
 */
@NullMarked
package tillmesh.desk;

import org.jspecify.annotations.NullMarked;
