/**
 * What the adapters of all clouds have in common about HTTP: a client that sends a call once, waits for a known time, and reads no
 * endless answer.
 *
 * <p>Does NOT know what is said. Invariants: nothing is sent twice by itself, since whoever sends again must know it; no redirect
 * is followed, since that is somebody else's page.
 */
@NullMarked
package tillmesh.cloud.http;

import org.jspecify.annotations.NullMarked;
