package tillmesh;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/** Holds classes to a {@link HousePage}. Every breach is one sentence: who, what, where. */
final class HouseLaw {
    private final String base;
    private final HousePage page;

    /** @param base the package that the rooms are below of */
    HouseLaw(String base, HousePage page) {
        this.base = base;
        this.page = page;
    }

    /** What the classes do that the page does not allow; empty when all is well. */
    List<String> breaches(Collection<JavaClass> classes) {
        List<String> breaches = new ArrayList<>();
        for (JavaClass type : classes) {
            String room = roomOf(type.getPackageName());
            if (page.rooms().containsKey(room)) {
                type.getDirectDependenciesFromSelf().forEach(use -> judge(room, use, breaches));
                type.getAccessesFromSelf().forEach(access -> judge(room, access, breaches));
            } else {
                breaches.add(type.getName() + " stands in a package that has no row on the page");
            }
        }
        return new ArrayList<>(new TreeSet<>(breaches));
    }

    private void judge(String room, Dependency use, List<String> breaches) {
        JavaClass used = use.getTargetClass().getBaseComponentType();
        String name = used.getName();
        if (inside(used.getPackageName())) {
            String other = roomOf(used.getPackageName());
            if (!other.equals(room) && !page.rooms().get(room).uses().contains(other)) {
                breaches.add(room + " may not use " + other + ": " + use.getDescription());
            }
            return;
        }
        boolean known = used.isPrimitive() || name.startsWith("java.") || name.startsWith("org.jspecify.annotations.");
        for (HousePage.Lock lock : page.locks()) {
            if (lock.names().stream().anyMatch(rule -> covers(rule, name))) {
                known = true;
                locked(room, lock, use.getDescription(), breaches);
            }
        }
        if (!known) {
            breaches.add(room + " uses a library that has no row on the page: " + use.getDescription());
        }
    }

    private void judge(String room, JavaAccess<?> access, List<String> breaches) {
        String method = access.getTargetOwner().getName() + "." + access.getName() + "()";
        for (HousePage.Lock lock : page.locks()) {
            if (lock.names().contains(method)) {
                locked(room, lock, access.getDescription(), breaches);
            }
        }
    }

    private static void locked(String room, HousePage.Lock lock, String where, List<String> breaches) {
        if (!lock.rooms().contains(room)) {
            breaches.add(room + " may not touch " + lock.what() + ": " + where);
        }
    }

    private static boolean covers(String rule, String type) {
        return rule.endsWith("..")
                ? type.startsWith(rule.substring(0, rule.length() - 1))
                : type.equals(rule) || type.startsWith(rule + "$");
    }

    private boolean inside(String packageName) {
        return packageName.equals(base) || packageName.startsWith(base + ".");
    }

    private String roomOf(String packageName) {
        return packageName.equals(base) ? "" : packageName.substring(base.length() + 1);
    }

    /** A way from a room back to itself along "may use", or empty when there is none. */
    List<String> cycle() {
        for (String room : page.rooms().keySet()) {
            List<String> way = way(room, room);
            if (!way.isEmpty()) {
                return way;
            }
        }
        return List.of();
    }

    private List<String> way(String from, String to) {
        Deque<List<String>> open = new ArrayDeque<>(List.of(List.of(from)));
        TreeSet<String> seen = new TreeSet<>();
        while (!open.isEmpty()) {
            List<String> way = open.pop();
            for (String next : page.rooms().get(way.get(way.size() - 1)).uses()) {
                List<String> longer = new ArrayList<>(way);
                longer.add(next);
                if (next.equals(to)) {
                    return longer;
                }
                if (seen.add(next)) {
                    open.add(longer);
                }
            }
        }
        return List.of();
    }
}
