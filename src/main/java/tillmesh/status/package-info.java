/**
 * What people and programs can ask a running node over HTTP: pages to read, things to do with a token, numbers for
 * Prometheus. {@link tillmesh.status.StatusPages} serves what {@code node} registers.
 *
 * <p>Does NOT know what a sale is, and touches no live state: each page asks a source that answers later, from the thread
 * that owns the state. A page that gets no answer says so with 503; it never hangs and never crashes.
 */
@NullMarked
package tillmesh.status;

import org.jspecify.annotations.NullMarked;
