package tillmesh.journal;

import tillmesh.entry.EntryId;

/**
 * What became of an entry that a cloud had refused.
 *
 * @param note why, in the words of whoever discarded it; empty when it was stored
 * @param at wall clock, milliseconds
 */
public record Cleared(String cloud, EntryId entry, How how, String note, long at) {
    /** How it ended. */
    public enum How {
        /** A person said that this cloud need not have it. */
        DISCARDED("discarded"),
        /** It was sent again, and taken. Final: it outweighs that it was discarded once. */
        STORED("stored");

        private final String word;

        How(String word) {
            this.word = word;
        }

        /** The word on disk and in payloads. */
        public String word() {
            return word;
        }

        /** @throws IllegalArgumentException when there is no such word */
        public static How of(String word) {
            for (How how : values()) {
                if (how.word.equals(word)) {
                    return how;
                }
            }
            throw new IllegalArgumentException("nothing ends as " + word);
        }
    }

    /** Whether this is to stand where {@code before} stands, on whatever lane and in whatever order the two arrive. */
    boolean outweighs(Cleared before) {
        return how.compareTo(before.how) > 0;
    }

    long seal() {
        return Seal.of("cleared", entry, cloud, how.word, note, at);
    }

    /** A row as stored. */
    record Row(String entry, String cloud, String how, String note, long at, long seal) {
        Cleared row() {
            Seal.check(seal, Seal.of("cleared", entry, cloud, how, note, at), "the note on a cleared entry");
            return new Cleared(cloud, EntryId.parse(entry), How.of(how), note, at);
        }
    }
}
