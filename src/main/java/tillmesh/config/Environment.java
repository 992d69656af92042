package tillmesh.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings in a process's environment: our own names, which must be known, and the aliases, which yield to them. Every
 * other name belongs to somebody else and is left alone, since an environment is shared. An empty value sets nothing.
 */
final class Environment {
    /** What our own names begin with. */
    static final String PREFIX = "TILLMESH_";

    /** Names the file of settings instead of {@code --config}. */
    static final String FILE = PREFIX + "CONFIG";

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The file of settings that it names, if any. */
    @Nullable
    String file() {
        String file = variables.getOrDefault(FILE, "");
        return file.isBlank() ? null : file.strip();
    }

    /** Reads it into {@code gathering}. */
    void into(Gathering gathering) {
        aliases(gathering);
        Map<String, Key<?>> ours = new HashMap<>();
        Keys.all().forEach(key -> ours.put(key.variable(), key));
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String name = variable.getKey();
            if (!name.startsWith(PREFIX) || name.equals(FILE)) {
                continue;
            }
            Key<?> key = ours.get(name);
            if (key == null) {
                gathering.problem(
                        name,
                        "the environment sets it, and there is no such setting",
                        Nearest.advice(name, List.copyOf(ours.keySet())));
            } else if (!variable.getValue().isBlank()) {
                gathering.set(key, variable.getValue(), "environment " + name);
            }
        }
    }

    private void aliases(Gathering gathering) {
        Set<Key<?>> taken = new HashSet<>();
        for (Alias alias : Alias.all()) {
            String given = variables.getOrDefault(alias.variable(), "").strip();
            String text = given.isEmpty() ? null : alias.translation().of(given);
            if (text == null) {
                continue;
            }
            Setting first = gathering.setting(alias.key());
            if (taken.add(alias.key())) {
                gathering.set(alias.key(), text, "environment " + alias.variable());
            } else if (first != null && !first.text().equals(text)) {
                gathering.problem(
                        alias.key().name(),
                        alias.variable() + " and the " + first.origin() + " say different things",
                        "Set " + alias.key().variable() + " instead of both");
            }
        }
    }
}
