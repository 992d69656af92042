package tillmesh.config;

import java.util.List;

/** Finds what somebody meant who mistyped a name. */
final class Nearest {
    private Nearest() {}

    /** Advice to write the name of {@code known} that is closest to {@code given}. */
    static String advice(String given, List<String> known) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = distance(given, name);
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        // Half the name wrong is another name, not a slip.
        return least <= Math.max(2, given.length() / 2)
                ? "Did you mean " + best + "?"
                : "'tillmesh config print' lists all settings";
    }

    /** Levenshtein's distance: how many letters must be added, dropped or changed. */
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] here = new int[to.length() + 1];
            here[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int changed = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                here[column] = Math.min(changed, 1 + Math.min(above[column], here[column - 1]));
            }
            above = here;
        }
        return above[to.length()];
    }
}
