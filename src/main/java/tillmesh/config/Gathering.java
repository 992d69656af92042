package tillmesh.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the sources have said so far: a later source wins over an earlier one, problems add up. One thread, one reading. */
final class Gathering {
    private final Map<String, Key<?>> known = new HashMap<>();
    private final Map<Key<?>, Setting> given = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Gathering() {
        Keys.all().forEach(key -> known.put(key.name(), key));
    }

    /** A value for a name that a person wrote; a name that no key has is a problem. */
    void named(String name, String text, String origin) {
        Key<?> key = known.get(name);
        if (key == null) {
            problem(
                    name,
                    "there is no such setting (" + origin + ")",
                    Nearest.advice(name, List.copyOf(known.keySet())));
        } else {
            set(key, text, origin);
        }
    }

    /** A name without a value: nothing is set, but a name that no key has is a problem all the same. */
    void known(String name, String origin) {
        if (!known.containsKey(name)) {
            named(name, "", origin);
        }
    }

    void set(Key<?> key, String text, String origin) {
        given.put(key, new Setting(key, text.strip(), origin));
    }

    @Nullable
    Setting setting(Key<?> key) {
        return given.get(key);
    }

    void problem(String key, String what, String whatToWrite) {
        problems.add(new Problem(key, what, whatToWrite));
    }

    List<Problem> problems() {
        return problems;
    }
}
