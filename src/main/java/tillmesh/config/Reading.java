package tillmesh.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tillmesh.fault.Check;

/** What came of reading a configuration: every setting with its origin, and either problems or a checked value. Immutable. */
public final class Reading {
    private final List<Setting> settings;
    private final List<Problem> problems;
    private final @Nullable NodeConfig config;

    private Reading(List<Setting> settings, List<Problem> problems, @Nullable NodeConfig config) {
        this.settings = List.copyOf(settings);
        this.problems = List.copyOf(problems);
        this.config = config;
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
        return new Reading(settings, problems, problems.isEmpty() ? read.config() : null);
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

    /** The value. To be asked for only when there are no problems. */
    public NodeConfig config() {
        Check.that(config != null, "a configuration with problems was used: %s", problems);
        return Objects.requireNonNull(config);
    }
}
