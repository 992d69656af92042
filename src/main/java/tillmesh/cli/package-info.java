/**
 * The front door: commands for people and supervisors, and the way a node begins and ends as a process.
 *
 * <p>Does NOT decide anything about sales. A command asks the running node over HTTP as anybody else would, or reads the
 * file when none runs. {@code run} loads nothing that the other commands need, since a till waits for it.
 */
@NullMarked
package tillmesh.cli;

import org.jspecify.annotations.NullMarked;
