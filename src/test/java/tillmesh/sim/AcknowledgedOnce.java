package tillmesh.sim;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.protocol.Notice.AckOk;
import tillmesh.protocol.Request;

/** A sale that was acknowledged is there once, with the text that was sent; asked again, the answer is the same. */
final class AcknowledgedOnce implements Checker {
    private final Sightings seen;
    private final Map<Name, Request> asked = new HashMap<>();
    private final Map<Name, Answer> answers = new HashMap<>();

    private record Name(String device, String opId) {}

    private record Answer(
            @Nullable String entryId, @Nullable Long version, SimNode node) {}

    AcknowledgedOnce(Sightings seen) {
        this.seen = seen;
    }

    @Override
    public void asked(Asked now) {
        if (now.opId() != null) {
            asked.put(new Name(now.device(), now.opId()), now.request());
        }
    }

    @Override
    public void told(Telling telling) {
        if (!(telling.notice() instanceof AckOk ack)) {
            return;
        }
        Name name = new Name(telling.device(), ack.opId());
        Answer answer = new Answer(ack.entryId(), ack.version(), telling.node());
        @Nullable Answer before = answers.putIfAbsent(name, answer);
        if (before != null) {
            boolean same = java.util.Objects.equals(before.entryId, answer.entryId)
                    && java.util.Objects.equals(before.version, answer.version);
            Violation.unless(same, "%s was answered with %s and then with %s", name, before, answer);
            seen.saw(Sighting.DUPLICATE_ANSWERED);
            if (before.node != answer.node) {
                seen.saw(Sighting.DUPLICATE_ANSWERED_AFTER_RESTART);
            }
        }
    }

    @Override
    public void looked(SimNode node, DiskView disk) {
        Map<String, Entry> entries = new HashMap<>();
        Map<Name, EntryId> made = new HashMap<>();
        for (DiskView.Row row : disk.entries()) {
            Entry entry = row.entry();
            entries.put(entry.id().toString(), entry);
            if (entry.draft().screen() != null && entry.draft().opId() != null) {
                Name name = new Name(entry.draft().screen(), entry.draft().opId());
                @Nullable EntryId other = made.put(name, entry.id());
                Violation.unless(other == null, "%s was done twice: %s and %s", name, other, entry.id());
            }
        }
        answers.forEach((name, answer) -> {
            @Nullable Entry entry = answer.entryId == null ? null : entries.get(answer.entryId);
            Violation.unless(answer.entryId == null || entry != null, "%s is missing: %s", name, answer);
            Violation.unless(
                    answer.entryId != null || !made.containsKey(name), "%s made an entry that nobody named", name);
            if (entry != null) {
                fits(name, entry.draft(), asked.get(name));
            }
        });
    }

    private static void fits(Name name, Draft draft, @Nullable Request request) {
        @Nullable String sent = null;
        if (request instanceof Request.SaveOrder save) {
            sent = save.snapshot().json();
        } else if (request instanceof Request.Publish publish) {
            sent = publish.payload();
        } else if (request instanceof Request.FinalizeOrder finalize) {
            // The same text under another name is the same sale: the first entry answers for both.
            Violation.unless(draft.payload().equals(finalize.snapshot().json()), "%s is kept with another text", name);
            return;
        }
        Violation.unless(
                name.device.equals(draft.screen()) && name.opId.equals(draft.opId()),
                "%s was answered with the entry of another",
                name);
        Violation.unless(sent == null || sent.equals(draft.payload()), "%s is kept with another text", name);
    }
}
