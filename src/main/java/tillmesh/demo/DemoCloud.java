package tillmesh.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.box.Box;
import tillmesh.box.Mood;
import tillmesh.demo.Teller.Tone;

/** The cloud of the demo's shop: a box in the demo's own process, unless its lanes were told of another cloud. Any thread. */
final class DemoCloud implements AutoCloseable {
    private static final int CAME_MOST = 20_000;
    private static final String ADDRESS = "--cloud.supabase.url=";

    private final @Nullable Box box;
    private final Teller teller;
    private long seen;

    private DemoCloud(@Nullable Box box, Teller teller) {
        this.box = box;
        this.teller = teller;
    }

    /** @throws tillmesh.fault.Fault when its port is taken */
    static DemoCloud open(DemoSetup setup, Teller teller) {
        boolean another = setup.settings().stream().anyMatch(setting -> setting.startsWith(ADDRESS));
        return new DemoCloud(
                another ? null : Box.open(DemoFolder.cloud(setup.dir()), "127.0.0.1", setup.cloudPort()), teller);
    }

    /** What every lane is told of it. */
    List<String> settings() {
        return box == null ? List.of() : List.of(ADDRESS + box.address(), "--cloud.supabase.key=" + box.key());
    }

    /** Its page, with the key that the page needs; empty when there is none. */
    String page() {
        return box == null ? "" : box.address() + "/#" + box.key();
    }

    /** Has it behave as a word says. */
    Answer behave(String word) {
        if (box == null) {
            return new Answer(false, "This demo was told of another cloud and has none of its own.");
        }
        Mood mood = Mood.of(word).orElse(null);
        if (mood == null) {
            return new Answer(false, "The cloud can be " + String.join(", ", Mood.all()) + ".");
        }
        if (box.mood() == mood) {
            return new Answer(false, "The cloud " + mood.words() + " already.");
        }
        box.mood(mood);
        String done = "The cloud " + mood.words() + (mood == Mood.WELL ? " again." : ".");
        teller.tell(mood == Mood.WELL ? Tone.PLAIN : Tone.BAD, done);
        return new Answer(true, done);
    }

    /**
     * What the demo's page shows of it.
     *
     * @param mood the word
     * @param words what it does, to be said after "the cloud"
     * @param entries how many it has
     * @param missing how many it lacks below the newest of each life
     * @param came the names of entries that were not told before
     */
    record News(
            String mood,
            String words,
            long entries,
            long missing,
            @JsonIgnore List<String> came) {}

    /** As it is now, with what came since it was asked last; null when the demo has none of its own. The demo's thread. */
    @Nullable
    News news() {
        if (box == null) {
            return null;
        }
        Box.Facts facts = box.facts();
        long missing = facts.streams().stream().mapToLong(Box.Stream::missing).sum();
        List<Box.Arrived> came = box.arrived(seen, CAME_MOST);
        seen = came.isEmpty() ? seen : came.get(came.size() - 1).ingestNo();
        return new News(
                facts.mood().word(),
                facts.mood().words(),
                facts.entries(),
                missing,
                came.stream().map(Box.Arrived::id).toList());
    }

    @Override
    public void close() {
        if (box != null) {
            box.close();
        }
    }
}
