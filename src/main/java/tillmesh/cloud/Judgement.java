package tillmesh.cloud;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;

/**
 * What an answer proves about a batch. An answer that names anything that was not sent proves nothing, whatever else it says.
 *
 * @param through how many entries from the front are settled, stored or refused
 * @param refused those of them that the cloud refuses, with its reasons
 * @param failed why nothing is proved, null when something is
 */
record Judgement(int through, Map<EntryId, String> refused, Answer.@Nullable Failed failed) {

    static Judgement of(Batch batch, Answer answer) {
        if (answer instanceof Answer.Named named) {
            return named(batch, named);
        }
        if (answer instanceof Answer.Counted counted) {
            boolean all = counted.count() == batch.size() && counted.lastHash().equals(batch.lastHash());
            return all
                    ? new Judgement(batch.size(), Map.of(), null)
                    : nothing("the receipt is for another number of entries, or for others");
        }
        return new Judgement(0, Map.of(), (Answer.Failed) answer);
    }

    private static Judgement named(Batch batch, Answer.Named named) {
        long known =
                batch.entries().stream().filter(entry -> named(named, entry)).count();
        boolean both = named.stored().stream().anyMatch(named.refused()::containsKey);
        if (both || known != named.stored().size() + named.refused().size()) {
            return nothing("the receipt names entries that were not sent, or one in two ways");
        }
        Map<EntryId, String> refused = new LinkedHashMap<>();
        int through = 0;
        for (Entry entry : batch.entries()) {
            if (!named(named, entry)) {
                break;
            }
            String reason = named.refused().get(entry.id());
            if (reason != null) {
                refused.put(entry.id(), reason);
            }
            through++;
        }
        return through == 0
                ? nothing("the receipt does not name the first entry")
                : new Judgement(through, refused, null);
    }

    private static boolean named(Answer.Named named, Entry entry) {
        return named.stored().contains(entry.id()) || named.refused().containsKey(entry.id());
    }

    private static Judgement nothing(String why) {
        return new Judgement(0, Map.of(), Answer.Failed.of(Trouble.UNKNOWN, why));
    }
}
