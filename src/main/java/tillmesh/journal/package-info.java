/**
 * The disk: the one SQLite file of a lane, reached through one writing connection on the loop thread.
 *
 * <p>Does NOT decide anything about orders, leases or clouds, and does not parse payloads. Invariants: an entry is visible
 * outside only after its commit was flushed (WAL, synchronous=FULL, checked at every start); numbers have no gaps within a
 * stream; what is read back is checked against its hash or seal before anybody sees it.
 */
@NullMarked
package tillmesh.journal;

import org.jspecify.annotations.NullMarked;
