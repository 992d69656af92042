package tillmesh.desk;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tillmesh.entry.Draft;
import tillmesh.entry.EntryId;
import tillmesh.entry.Topics;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.protocol.Payloads;

/**
 * What clouds give out, written down like anything that a screen publishes: each once, whichever lane fetches it how often, and told
 * to who follows its topic. Loop thread, within a note.
 */
public final class FromUpstairs {
    /** Topics begin so: {@code event.order.created}. */
    static final String TOPIC = "event.";

    private static final int TOPIC_LENGTH_MAX = 64;

    private final Journal journal;
    private final Rooms rooms;
    private final Projections projections;
    private final Consumer<Runnable> afterCommit;

    /** @param desk whose lane it is @param afterCommit has something done once this note is on the disk */
    public FromUpstairs(Journal journal, Desk desk, Consumer<Runnable> afterCommit) {
        this.journal = journal;
        this.rooms = desk.rooms();
        this.projections = new Projections(journal);
        this.afterCommit = afterCommit;
    }

    /**
     * One event.
     *
     * @param guest who counts as its author here
     * @param id its name there
     * @param type what it is
     * @param subject about what; may be empty
     */
    public record Event(String guest, String id, String type, String subject, String json) {}

    /** Keeps what is new of these. @return how many were */
    public int came(List<Event> events) {
        int fresh = 0;
        for (Event event : events) {
            if (!ours(event.id())
                    && journal.shop().op(event.guest(), event.id()).isEmpty()) {
                write(event);
                fresh++;
            }
        }
        if (fresh > 0 && rooms.subscriptions().any()) {
            afterCommit.accept(rooms.subscriptions()::pump);
        }
        return fresh;
    }

    // What this shop wrote itself comes back with the rest.
    private boolean ours(String id) {
        try {
            return journal.marks().knows(EntryId.parse(id).stream());
        } catch (IllegalArgumentException foreign) {
            return false;
        }
    }

    private void write(Event event) {
        String subject = event.subject().isEmpty() ? null : event.subject();
        Appended appended = journal.append(
                new Draft(topic(event.type()), subject, null, 0, null, event.guest(), event.id(), event.json()));
        projections.apply(appended);
    }

    private static String topic(String type) {
        String topic = TOPIC + type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._:-]", "-");
        return topic.substring(0, Math.min(TOPIC_LENGTH_MAX, topic.length()));
    }

    /** The shop has everything up to here. @param cursor as the cloud wrote it */
    public void upto(String cloud, String cursor) {
        String payload = Payloads.json(new Payloads.Pulled(cloud, cursor));
        projections.apply(journal.append(new Draft(Topics.PULLED, cloud, null, 0, null, null, null, payload)));
    }
}
