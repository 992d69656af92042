package tillmesh.desk;

import tillmesh.lease.Holder;

/**
 * A signed-in screen.
 *
 * @param holder who it is: terminal id, person, role, name
 * @param line its socket
 * @param sinceMillis loop clock at sign-in
 */
record Terminal(Holder holder, Line line, long sinceMillis) {
    String id() {
        return holder.screen().name();
    }
}
