package tillmesh.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.journal.Upstairs;
import tillmesh.loop.Note;
import tillmesh.peer.CopyMessage.Reach;
import tillmesh.peer.CopyMessage.Refused;
import tillmesh.peer.CopyMessage.Stored;

/**
 * What goes to one cloud of what one lane wrote: one batch at a time, in order, life after life. An entry that the cloud
 * refuses is found by halving and set aside, and the younger ones go on. Loop thread only.
 */
final class Outgoing {
    /** So many refused one after the other, and none stored: then it is the cloud that is wrong, and it is given time. */
    static final int ASIDE_MOST = 8;
    /** Slices of the journal that are read in one note for one batch. */
    private static final int SLICES_MOST = 8;

    private final CloudSite site;
    private final Way way;
    private final BooleanSupplier mine;
    private final Refusals refusals = new Refusals();
    private List<Waiting> waiting = List.of();
    private @Nullable Flight flight;

    /** @param mine whether this lane has the say over what goes up */
    Outgoing(CloudSite site, Way way, BooleanSupplier mine) {
        this.site = site;
        this.way = way;
        this.mine = mine;
    }

    /** Sends what is next, if it may. Within a note; the batch leaves after the commit. @param streams oldest life first */
    void offer(List<Waiting> streams) {
        waiting = streams;
        if (mayGo() && mine.getAsBoolean()) {
            for (Waiting stream : streams) {
                Batch batch = next(stream);
                if (batch != null) {
                    site.loop().effect(() -> launch(batch));
                    return;
                }
            }
        }
    }

    /**
     * Gives up on an answer that did not come in time. Also of what is not this lane's to send any more: it may have been the
     * probe that all others wait for. Within a note.
     */
    void listen() {
        Flight under = flight;
        if (under != null && under.overdue(now())) {
            site.loop().effect(() -> silent(under));
        }
    }

    private boolean mayGo() {
        return flight == null && way.turn().free() && way.breaker().mayGo(now());
    }

    // What the cloud need not hear of is passed over without a call, a few slices in one note.
    private @Nullable Batch next(Waiting of) {
        for (int slice = 0; slice < SLICES_MOST; slice++) {
            long before = upstairs().upto(way.name(), of.stream());
            Batch batch = batch(of);
            if (batch != null || upstairs().upto(way.name(), of.stream()) == before) {
                return batch;
            }
        }
        return null;
    }

    private @Nullable Batch batch(Waiting of) {
        Stream stream = of.stream();
        Upstairs upstairs = upstairs();
        long from = Math.max(upstairs.upto(way.name(), stream), of.gone()) + 1;
        long most = refusals.portion(stream, from, way.pace().entries());
        long upto = Math.min(of.ripe(), from + most - 1);
        if (upto < from) {
            return null;
        }
        List<Entry> slice =
                site.journal().copies().slice(stream, from, upto, way.pace().weight());
        List<Entry> entries = slice.stream()
                .filter(entry -> !upstairs.refuses(way.name(), entry.id()))
                .toList();
        if (entries.isEmpty()) {
            // Another lane was told that all of these are refused.
            passOver(slice, slice.size(), from);
            return null;
        }
        Portion portion = way.cloud().portion(entries);
        passOver(portion.entries(), portion.idleFirst(), from);
        return portion.busy().isEmpty() ? null : new Batch(portion.busy(), portion.idle());
    }

    private void passOver(List<Entry> entries, int count, long from) {
        if (count > 0) {
            EntryId last = entries.get(count - 1).id();
            site.mesh()
                    .stored(new Stored(way.name(), List.of(new Reach(last.stream(), from - 1, last.seq())), List.of()));
        }
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

    private void silent(Flight over) {
        if (flight == over) {
            landed(over);
            failed(Answer.Failed.of(Trouble.UNKNOWN, "it does not answer"));
        }
    }

    /** An answer, on the loop. If the disk does not take the receipt, the batch is sent again. */
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
                List<Refused> refused = refused(of.batch, judgement);
                if (judgement.through() > 0 || !refused.isEmpty()) {
                    site.mesh().stored(receipt(of.batch, judgement, refused));
                }
                site.loop().effect(() -> settle(of, judgement, refused));
            }
        }

        @Override
        public void failed(Fault why) {
            if (flight == of) {
                landed(of);
                way.breaker().unheard();
            }
        }
    }

    private List<Refused> refused(Batch batch, Judgement judgement) {
        List<Refused> refused = new ArrayList<>();
        for (Map.Entry<EntryId, String> one : judgement.refused().entrySet()) {
            refused.add(new Refused(batch.stream(), one.getKey().seq(), one.getValue(), 1));
        }
        Answer.Failed failed = judgement.failed();
        if (failed != null && batch.size() == 1 && failed.trouble().ofTheEntry()) {
            refused.add(refusals.found(batch.first(), failed.why()));
        } else if (failed == null && refused.isEmpty()) {
            EntryId last = batch.entries().get(judgement.through() - 1).id();
            EntryId only = refusals.onlyOneLeft(last, id -> upstairs().refuses(way.name(), id));
            if (only != null) {
                refused.add(refusals.found(only, refusals.why()));
            }
        }
        return refused;
    }

    private Upstairs upstairs() {
        return site.journal().marks().upstairs();
    }

    private Stored receipt(Batch batch, Judgement judgement, List<Refused> refused) {
        long upto = judgement.through() == 0
                ? 0
                : batch.entries().get(judgement.through() - 1).id().seq();
        for (Refused one : refused) {
            upto = Math.max(upto, one.seq());
        }
        // Between the mark and the first of the batch there are only entries that are set aside, or gone.
        long after = upstairs().upto(way.name(), batch.stream());
        return new Stored(way.name(), List.of(new Reach(batch.stream(), after, upto)), refused);
    }

    private void settle(Flight of, Judgement judgement, List<Refused> refused) {
        landed(of);
        Answer.Failed failed = judgement.failed();
        refused.forEach(one -> site.listener().aside(way.name(), new EntryId(one.stream(), one.seq()), one.reason()));
        if (failed == null || !refused.isEmpty()) {
            int stored = judgement.through() - judgement.refused().size();
            refusals.settled(stored, refused.size());
            if (stored > 0) {
                way.pace().stored(of.batch, now() - of.since);
            }
            way.well();
            if (refusals.inARow() > ASIDE_MOST) {
                failed(Answer.Failed.of(Trouble.MISCONFIGURED, "it refuses one entry after the other"));
            }
        } else if (failed.trouble() == Trouble.REFUSED) {
            refusals.among(of.batch, failed.why());
            way.well();
        } else if (failed.trouble() == Trouble.TOO_LARGE) {
            way.pace().tooLarge(of.batch);
            way.well();
        } else {
            failed(failed);
        }
        if (!way.turn().taking()) {
            site.loop().must(() -> offer(waiting));
        }
    }

    private void landed(Flight over) {
        flight = null;
        way.turn().over(over);
    }

    private void failed(Answer.Failed failed) {
        // What was refused before may be taken after: the search begins anew.
        refusals.forget();
        way.failed(failed, now());
    }

    private long now() {
        return site.loop().millis();
    }
}
