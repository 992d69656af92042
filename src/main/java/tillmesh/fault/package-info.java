/**
 * How things go wrong: {@link tillmesh.fault.Refusal} is a value told to a screen, {@link tillmesh.fault.Fault} is
 * trouble from outside with a remedy, {@link tillmesh.fault.Check} stops the node on our own mistakes.
 *
 * <p>Does NOT log, retry or decide: whoever can obey the remedy does. No thread, no I/O, no state.
 */
@NullMarked
package tillmesh.fault;

import org.jspecify.annotations.NullMarked;
