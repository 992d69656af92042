package tillmesh.journal;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.journal.MarkTable.EntryNumber;

/** How old the oldest entry is that is only here. Remembers its answer: the oldest one rarely changes. Loop thread only. */
final class OldestPending {
    private final EntryMapper entries;
    private @Nullable Answer before;

    OldestPending(EntryMapper entries) {
        this.entries = entries;
    }

    /** The answer to the same question before. */
    private record Answer(
            Map<String, EntryNumber> waiting, @Nullable Long millis) {}

    /** Wall clock of the oldest of some entries, null when none of them is there. @param waiting the first pending one of each lane */
    @Nullable
    Long of(Map<String, EntryNumber> waiting) {
        Answer known = before;
        if (known != null && known.waiting.equals(waiting)) {
            return known.millis;
        }
        Long millis = null;
        for (EntryNumber number : waiting.values()) {
            Long wall =
                    SqlTrouble.asked("reading the oldest entry", () -> entries.wallFrom(number.stream(), number.seq()));
            millis = millis == null || (wall != null && wall < millis) ? wall : millis;
        }
        before = new Answer(waiting, millis);
        return millis;
    }
}
