/**
 * One typed value, read once and checked once: {@link tillmesh.config.NodeConfig}.
 *
 * <p>Does NOT open anything. All problems of a configuration are reported at once, by key, with what to write instead.
 */
@NullMarked
package tillmesh.config;

import org.jspecify.annotations.NullMarked;
