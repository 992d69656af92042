/**
 * Who may edit what, as pure rules over monotonic milliseconds handed in by the caller.
 *
 * <p>Does NOT read a clock, write a disk or tell anybody: the desk does. {@link tillmesh.lease.LeaseBook} is owned by the
 * loop thread.
 */
@NullMarked
package tillmesh.lease;

import org.jspecify.annotations.NullMarked;
