package tillmesh.screen;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tillmesh.node.Node;

/** What a running node serves, as it knows itself: no page says so, so the test looks inside. */
public final class Mounted {
    private Mounted() {}

    /** The paths that have a handler. */
    public static Set<String> paths(Node node) {
        Object routes = of(of(node, "front"), "routes");
        Set<String> paths = new TreeSet<>();
        ((Map<?, ?>) of(routes, "handlers")).keySet().forEach(path -> paths.add((String) path));
        return paths;
    }

    private static Object of(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(owner.getClass() + " has no " + name + " any more", e);
        }
    }
}
