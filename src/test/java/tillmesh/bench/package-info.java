/**
 * What a node costs, measured beside what the same disk allows without it, in one run: {@code mvn -Pbench verify}.
 *
 * <p>Does NOT judge: nothing here fails because a machine is slow. Compare ratios within one run, never figures of two.
 */
@NullMarked
package tillmesh.bench;

import org.jspecify.annotations.NullMarked;
