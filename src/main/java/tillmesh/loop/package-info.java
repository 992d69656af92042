/**
 * How work reaches the one thread that owns all state. A burst of notes runs in one transaction; what they want to
 * say to the outside (effects) leaves only after the commit returned.
 *
 * <p>Does NOT know what a note does or what a ledger is made of. Invariants: a note that fails is undone alone, on disk
 * and in memory; no effect of an undone note is ever seen; nothing is dropped silently when the queue is full.
 */
@NullMarked
package tillmesh.loop;

import org.jspecify.annotations.NullMarked;
