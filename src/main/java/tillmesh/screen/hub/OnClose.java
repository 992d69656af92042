package tillmesh.screen.hub;

import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.Closeable;

/**
 * Runs something when a connection is closed, by whichever side. Grizzly deprecates the type of an argument that its own
 * interface demands.
 *
 * @param then on the thread that closed it; short
 */
@SuppressWarnings("deprecation")
public record OnClose(Runnable then) implements CloseListener<Closeable, org.glassfish.grizzly.ICloseType> {
    @Override
    public void onClosed(Closeable closed, org.glassfish.grizzly.ICloseType how) {
        then.run();
    }
}
