/**
 * Order in time across lanes: {@link tillmesh.time.Stamp} and {@link tillmesh.time.HybridClock}.
 *
 * <p>Does NOT decide a lease: leases live on monotonic durations of one machine. No thread of its own.
 */
@NullMarked
package tillmesh.time;

import org.jspecify.annotations.NullMarked;
