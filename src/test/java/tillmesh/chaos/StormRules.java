package tillmesh.chaos;

import java.util.Set;

/**
 * How hard the tills press.
 *
 * @param tills how many
 * @param window how many requests one till has under way; more than one makes kills hit between them
 * @param padding further characters in each free message, to fill a disk
 * @param mayBeRefused codes of refusals that only mean: later
 */
record StormRules(int tills, int window, int padding, Set<String> mayBeRefused) {
    /** Eight tills that do not wait for one answer before the next request. */
    static StormRules usual() {
        return new StormRules(8, 4, 0, Set.of());
    }
}
