package tillmesh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two tables of {@code docs/02-house.md}, read from the page itself so that page and code cannot drift apart.
 *
 * @param rooms room to its row
 * @param locks what only some rooms may touch
 */
record HousePage(Map<String, Room> rooms, List<Lock> locks) {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** @param uses the rooms it may use @param built whether the page says that it exists */
    record Room(Set<String> uses, boolean built) {}

    /** @param what for people @param names {@code a.b..}, {@code a.b.Type} or {@code a.b.Type.method()} @param rooms who may */
    record Lock(String what, List<String> names, Set<String> rooms) {}

    static HousePage read(Path page) throws IOException {
        return parse(Files.readAllLines(page));
    }

    static HousePage parse(List<String> lines) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        List<Lock> locks = new ArrayList<>();
        for (List<String> cells : cells(lines, "| room |")) {
            rows.put(cells.get(0).replace("`", ""), cells);
        }
        for (List<String> cells : cells(lines, "| what |")) {
            List<String> names = CODE.matcher(cells.get(1))
                    .results()
                    .map(hit -> hit.group(1))
                    .toList();
            locks.add(new Lock(cells.get(0), names, words(cells.get(2))));
        }
        Map<String, Room> rooms = new LinkedHashMap<>();
        rows.forEach((room, cells) ->
                rooms.put(room, new Room(allowed(room, cells.get(2), rows.keySet()), state(room, cells.get(3)))));
        return new HousePage(rooms, locks);
    }

    /** The body rows of the one table whose head begins so. */
    private static List<List<String>> cells(List<String> lines, String head) {
        List<List<String>> found = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            inside = line.startsWith(head) || (inside && line.startsWith("|"));
            if (inside && !line.startsWith(head) && !line.startsWith("|--")) {
                found.add(Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toList());
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("the page has no table that begins with " + head);
        }
        return found;
    }

    private static Set<String> allowed(String room, String cell, Set<String> all) {
        Matcher allBut = Pattern.compile("all(?: but (.+))?").matcher(cell);
        Set<String> uses = new TreeSet<>();
        if (allBut.matches()) {
            uses.addAll(all);
            uses.removeAll(allBut.group(1) == null ? Set.of() : words(allBut.group(1)));
            uses.remove(room);
        } else {
            uses.addAll(words(cell));
        }
        if (!all.containsAll(uses)) {
            uses.removeAll(all);
            throw new IllegalArgumentException("the row of " + room + " allows rooms without a row: " + uses);
        }
        return uses;
    }

    private static boolean state(String room, String cell) {
        return switch (cell) {
            case "built" -> true;
            case "planned" -> false;
            default -> throw new IllegalArgumentException("the state of " + room + " is neither built nor planned");
        };
    }

    private static Set<String> words(String cell) {
        Set<String> words = new TreeSet<>(Arrays.asList(cell.split("\\s+")));
        words.remove("–");
        words.remove("");
        return words;
    }
}
