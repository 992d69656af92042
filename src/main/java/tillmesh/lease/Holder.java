package tillmesh.lease;

import tillmesh.shop.Role;
import tillmesh.shop.ScreenId;

/**
 * Who holds a lease: a screen, not a lane, so that a tablet may move to another node and keep it.
 *
 * @param screen the terminal
 * @param uid the signed-in person's number
 * @param role what they may do
 * @param name their name for people to read; empty when unknown
 */
public record Holder(ScreenId screen, int uid, Role role, String name) {
    /** The name, or the terminal's id when there is none. */
    public String display() {
        return name.isEmpty() ? screen.name() : name;
    }
}
