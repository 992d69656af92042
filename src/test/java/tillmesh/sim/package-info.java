/**
 * The simulator: the desk and the journal of production in a shop made of seeds. A whole day of tills, power cuts, full
 * disks, slow lines and lying clocks runs in a fraction of a second on virtual time, and the same seed gives the same day.
 *
 * <p>Faults and checkers know nothing of each other: what goes wrong stands in {@code Sim…}, {@code Power} and {@code
 * Weather}, what must hold in one class for each rule ({@link tillmesh.sim.Checker}). No thread, no real clock.
 */
@NullMarked
package tillmesh.sim;

import org.jspecify.annotations.NullMarked;
