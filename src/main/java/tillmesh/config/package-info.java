/**
 * One typed value, read once and checked once: {@link tillmesh.config.NodeConfig}, made by
 * {@link tillmesh.config.ConfigReader} from the table of {@link tillmesh.config.Keys}.
 *
 * <p>Does NOT open anything but the file of settings, and asks no network. All problems of a configuration are reported at
 * once, by key, with what to write instead. Every value can be traced to where it was written.
 */
@NullMarked
package tillmesh.config;

import org.jspecify.annotations.NullMarked;
