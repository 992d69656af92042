package tillmesh.cloud;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.fault.Fault;
import tillmesh.journal.Upstairs;
import tillmesh.loop.Note;
import tillmesh.peer.CopyMessage.Reach;
import tillmesh.peer.CopyMessage.Refused;
import tillmesh.peer.CopyMessage.Stored;

/**
 * Entries that one cloud refused, and that somebody wants to be sent again: one at a time, of whatever lane, until the cloud
 * has said yes or no. What a cloud has is known by its name, so two lanes may be asked for the same. Loop thread only.
 */
final class Again {
    private final CloudSite site;
    private final Way way;
    private final BooleanSupplier mine;
    private final Map<EntryId, Integer> asked = new LinkedHashMap<>();
    private @Nullable Flight flight;

    /** @param mine whether this lane may send it anything at all */
    Again(CloudSite site, Way way, BooleanSupplier mine) {
        this.site = site;
        this.way = way;
        this.mine = mine;
    }

    /** Within a note. What was asked for is forgotten when the node stops: the entry is still shown as refused then. */
    void ask(EntryId entry) {
        int tries = site.journal().marks().upstairs().tries(way.name(), entry);
        site.loop().effect(() -> asked.put(entry, tries));
    }

    /** Whether something is to be sent. */
    boolean wanted() {
        return !asked.isEmpty();
    }

    /** Sends the next one, if there is one and it may; gives up on an answer that did not come. Within a note. */
    void tick() {
        Flight under = flight;
        if (under != null) {
            if (under.overdue(now())) {
                site.loop().effect(() -> over(under, Answer.Failed.of(Trouble.UNKNOWN, "it does not answer")));
            }
        } else if (!asked.isEmpty() && mayGo() && mine.getAsBoolean()) {
            EntryId next = asked.keySet().iterator().next();
            List<Entry> found = answered(next)
                    ? List.of()
                    : site.journal().copies().slice(next.stream(), next.seq(), next.seq(), Integer.MAX_VALUE);
            Portion portion =
                    found.isEmpty() ? Portion.whole(found) : way.cloud().portion(found);
            if (found.isEmpty()) {
                site.loop().effect(() -> asked.remove(next));
            } else if (!portion.entries().isEmpty()) {
                site.loop().effect(() -> launch(new Batch(found, portion.idle())));
            }
        }
    }

    private boolean mayGo() {
        return flight == null && way.turn().free() && way.breaker().mayGo(now());
    }

    // By this lane or by another one that was asked too.
    private boolean answered(EntryId entry) {
        Optional<Upstairs.Open> open = open(entry);
        return open.isEmpty() || open.get().tries() > asked.getOrDefault(entry, 0);
    }

    private Optional<Upstairs.Open> open(EntryId entry) {
        return site.journal().marks().upstairs().open(way.name(), entry);
    }

    private void launch(Batch batch) {
        if (!mayGo()) {
            return;
        }
        Flight fresh = new Flight(batch, now());
        flight = fresh;
        way.turn().begun(fresh, batch.stream().origin());
        way.breaker().begun();
        way.cloud().store(batch, answer -> site.loop().must(new Landing(fresh, answer)));
    }

    /** An answer, on the loop. If the disk does not take it, the entry is sent once more. */
    private final class Landing implements Note {
        private final Flight of;
        private final Answer answer;

        Landing(Flight of, Answer answer) {
            this.of = of;
            this.answer = answer;
        }

        @Override
        public void run() {
            if (flight == of) {
                Judgement judgement = Judgement.of(of.batch, answer);
                EntryId entry = of.batch.first();
                Answer.Failed failed = judgement.failed();
                String refused = refusal(judgement, entry);
                if (refused != null) {
                    open(entry).ifPresent(open -> refusedAgain(open, refused));
                } else if (failed == null) {
                    site.listener().stored(way.name(), entry);
                }
                site.loop().effect(() -> over(of, refused == null ? failed : null));
            }
        }

        @Override
        public void failed(Fault why) {
            if (flight == of) {
                flight = null;
                way.turn().over(of);
                way.breaker().unheard();
            }
        }
    }

    private static @Nullable String refusal(Judgement judgement, EntryId entry) {
        Answer.Failed failed = judgement.failed();
        return failed == null
                ? judgement.refused().get(entry)
                : failed.trouble().ofTheEntry() ? failed.why() : null;
    }

    private void refusedAgain(Upstairs.Open open, String why) {
        EntryId entry = open.entry();
        Refused refused = new Refused(entry.stream(), entry.seq(), why, open.tries() + 1);
        Reach here = new Reach(entry.stream(), entry.seq() - 1, entry.seq());
        site.mesh().stored(new Stored(way.name(), List.of(here), List.of(refused)));
    }

    /** @param failed null when the cloud said yes or no to the entry */
    private void over(Flight of, Answer.@Nullable Failed failed) {
        if (flight != of) {
            return;
        }
        flight = null;
        way.turn().over(of);
        if (failed == null) {
            asked.remove(of.batch.first());
            way.well();
        } else {
            way.failed(failed, now());
        }
    }

    private long now() {
        return site.loop().millis();
    }
}
