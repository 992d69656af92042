package tillmesh.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Check;

/** What came of reading a configuration: every setting with its origin, and either problems or a checked value. Immutable. */
public final class Reading {
    private final List<Setting> settings;
    private final List<Problem> problems;
    private final Values read;

    private Reading(List<Setting> settings, List<Problem> problems, Values read) {
        this.settings = List.copyOf(settings);
        this.problems = List.copyOf(problems);
        this.read = read;
    }

    static Reading of(Gathering gathering) {
        List<Setting> settings = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(gathering.problems());
        Map<Key<?>, Object> values = new HashMap<>();
        for (Key<?> key : Keys.all()) {
            Setting given = gathering.setting(key);
            Setting setting = given == null ? new Setting(key, key.fallback(), Key.DEFAULT) : given;
            settings.add(setting);
            read(key, setting, values, problems);
        }
        Values read = new Values(values);
        CrossChecks.check(read, problems);
        return new Reading(settings, problems, read);
    }

    private static void read(Key<?> key, Setting setting, Map<Key<?>, Object> values, List<Problem> problems) {
        if (key.required() && setting.text().isEmpty()) {
            problems.add(new Problem(
                    key.name(),
                    "it is not set, and only you can know it",
                    "Write " + key.name() + " = " + (key.equals(Keys.LANE_ID) ? "L1" : "dev")
                            + " in the file of settings, or --" + key.name() + "=… on the command line"));
            return;
        }
        try {
            values.put(key, key.form().read(setting.text()));
        } catch (Form.Unreadable e) {
            problems.add(new Problem(key.name(), e.what() + " (" + setting.origin() + ")", e.whatToWrite()));
        }
    }

    /** Every setting in reading order, also those that have a problem. */
    public List<Setting> settings() {
        return settings;
    }

    /** Everything that is wrong, not only the first; empty when nothing is. */
    public List<Problem> problems() {
        return problems;
    }

    /** The data folder and the admin token, for somebody who asks a lane and is none. */
    public Whereabouts whereabouts() {
        List<Problem> relevant = problems.stream()
                .filter(problem -> !problem.key().equals(Keys.LANE_ID.name()))
                .filter(problem -> !problem.key().equals(AuthKeys.MODE.name()))
                .toList();
        return new Whereabouts(read.find(Keys.DATA_DIR), read.find(AuthKeys.ADMIN_TOKEN), relevant);
    }

    /**
     * Where a lane is found.
     *
     * @param dir {@code data.dir}, null when it could not be read
     * @param adminToken {@code auth.admin-token}, null when it could not be read
     * @param problems everything that is wrong, but for what only a lane must know
     */
    public record Whereabouts(@Nullable Path dir, @Nullable Secret adminToken, List<Problem> problems) {}

    /** The value. To be asked for only when there are no problems. */
    public NodeConfig config() {
        Check.that(problems.isEmpty(), "a configuration with problems was used: %s", problems);
        return read.config();
    }
}
