/**
 * The Supabase cloud: PostgREST in front of the functions in {@code sql/supabase}, over OkHttp.
 *
 * <p>Does NOT decide when something is sent, or again; it says what an answer means. Invariants: it never blocks the loop; no
 * key, token or payload is in any text that it makes; what it does not understand is no receipt.
 */
@NullMarked
package tillmesh.cloud.supabase;

import org.jspecify.annotations.NullMarked;
