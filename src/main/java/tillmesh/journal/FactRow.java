package tillmesh.journal;

/**
 * One thing that the lanes of a shop keep in common, as this lane has it. What it means is not known here.
 *
 * @param key what it is about
 * @param kind what kind of thing
 * @param version the newest state's name, as text whose order is the order of states
 * @param body its fields
 */
public record FactRow(String key, String kind, String version, String body) {
    long seal() {
        return Seal.of("fact", key, kind, version, body);
    }

    /** A row as stored. */
    record Row(String key, String kind, String version, String body, long seal) {
        FactRow checked() {
            FactRow row = new FactRow(key, kind, version, body);
            Seal.check(seal, row.seal(), "what lanes keep in common");
            return row;
        }
    }
}
