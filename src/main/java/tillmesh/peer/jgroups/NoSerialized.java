package tillmesh.peer.jgroups;

import java.io.ObjectInputFilter;

/**
 * No serialized Java object is read in this process, whoever sends it: JGroups has message kinds that carry them, and would
 * make objects out of a stranger's bytes before we see the message.
 */
final class NoSerialized {
    private NoSerialized() {}

    /** Refuses them from now on. A filter that was set at the start of the process ({@code -Djdk.serialFilter}) stays. */
    static void refuse() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            try {
                ObjectInputFilter.Config.setSerialFilter(read -> ObjectInputFilter.Status.REJECTED);
            } catch (IllegalStateException e) {
                // Another thread was faster, and set one.
                return;
            }
        }
    }
}
