/**
 * What a screen says and hears: sealed {@link tillmesh.protocol.Request} and {@link tillmesh.protocol.Notice}, and one
 * codec per dialect. Snapshots and payloads pass through as raw JSON text.
 *
 * <p>Does NOT know sockets, state or time. Codecs are stateless and safe on any thread.
 */
@NullMarked
package tillmesh.protocol;

import org.jspecify.annotations.NullMarked;
