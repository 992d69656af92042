/**
 * The shop's own words: lanes, screens, orders, tables, tickets, and the rules about them as pure functions.
 *
 * <p>Does NOT read JSON, clocks or disks: a snapshot is opaque text with the few facts that a node needs, peeked
 * elsewhere. Values are immutable and safe on any thread.
 */
@NullMarked
package tillmesh.shop;

import org.jspecify.annotations.NullMarked;
