package tillmesh.node;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.cloud.Foreign;
import tillmesh.cloud.Intake;
import tillmesh.cloud.bridge.BridgeCloud;
import tillmesh.desk.FromUpstairs;
import tillmesh.desk.FromUpstairs.Event;
import tillmesh.loop.Loop;

/** Shows in what a cloud gives out, and says when it gives nothing. */
final class Guests implements Intake.Guests {
    private static final Logger LOG = LoggerFactory.getLogger(Guests.class);

    private final Loop loop;
    private final FromUpstairs desk;
    private final Watch watch;

    Guests(Loop loop, FromUpstairs desk, Watch watch) {
        this.loop = loop;
        this.desk = desk;
        this.watch = watch;
    }

    @Override
    public void came(String cloud, List<Foreign> events, String cursor) {
        List<Event> sound = new ArrayList<>();
        for (Foreign event : events) {
            if (event.id().isEmpty() || event.id().length() > Foreign.ID_LENGTH_MAX) {
                // One without a name cannot be told from its repetition; it must not stop the others.
                loop.effect(() -> watch.alarm("Cloud " + cloud + " gave out an event without a name of 1 to "
                        + Foreign.ID_LENGTH_MAX + " letters before cursor " + cursor + "; it was left out."));
            } else {
                sound.add(new Event(BridgeCloud.GUEST, event.id(), event.type(), event.subject(), event.json()));
            }
        }
        int fresh = desk.came(sound);
        if (!cursor.isEmpty()) {
            desk.upto(cloud, cursor);
        }
        loop.effect(() -> LOG.debug("{} events came from cloud {}, {} of them new.", sound.size(), cloud, fresh));
    }

    @Override
    public void silent(String cloud, String why) {
        if (why.isEmpty()) {
            LOG.info("Cloud {} gives out events again.", cloud);
        } else {
            LOG.warn("Cloud {} gives out no events: {}. It is asked again by itself.", cloud, why);
        }
    }
}
