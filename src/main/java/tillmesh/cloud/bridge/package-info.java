/**
 * The bridge to a cloud that takes and gives events, one at a time by their ids: {@code POST /events/ingest} and {@code GET
 * /events?since=}, over OkHttp.
 *
 * <p>Does NOT decide when something is sent or fetched. Invariants: it never blocks the loop; no token or payload is in any text
 * that it makes; what does not name what was sent is no receipt.
 */
@NullMarked
package tillmesh.cloud.bridge;

import org.jspecify.annotations.NullMarked;
