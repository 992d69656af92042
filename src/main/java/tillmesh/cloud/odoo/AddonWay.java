package tillmesh.cloud.odoo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Trouble;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;

/** One version after the other, to the restaurant add-on. */
final class AddonWay implements OrderWay {
    private final OdooAddon addon;
    private final AddonOrders orders;
    private final LongSupplier millis;

    AddonWay(OdooAddon addon, LongSupplier millis) {
        this.addon = addon;
        this.orders = new AddonOrders(addon);
        this.millis = millis;
    }

    @Override
    public boolean wants(boolean paid) {
        return true;
    }

    @Override
    public boolean forgetsOrder() {
        return true;
    }

    @Override
    public CompletableFuture<Answer> bring(List<Entry> entries) {
        return new Round(entries, millis.getAsLong() + OdooCloud.BEGUN_WITHIN_MILLIS).next(0);
    }

    /** Entries on their way, one call at a time. */
    private final class Round {
        private final List<Entry> entries;
        private final long until;
        private final Set<EntryId> stored = new HashSet<>();
        private final Map<EntryId, String> refused = new HashMap<>();

        Round(List<Entry> entries, long until) {
            this.entries = entries;
            this.until = until;
        }

        CompletableFuture<Answer> next(int at) {
            if (at == entries.size() || (at > 0 && millis.getAsLong() > until)) {
                return CompletableFuture.completedFuture(new Answer.Named(stored, refused));
            }
            Entry entry = entries.get(at);
            try {
                return orders.put(sale(entry)).thenCompose(answer -> settled(entry, answer, at));
            } catch (Unfit unfit) {
                refused.put(entry.id(), unfit.why());
                return next(at + 1);
            }
        }

        private CompletableFuture<Answer> settled(Entry entry, OdooAnswer answer, int at) {
            if (answer instanceof OdooAnswer.Failed failed) {
                if (failed.trouble() != Trouble.REFUSED) {
                    return CompletableFuture.completedFuture(
                            at == 0 ? OdooCloud.failed(failed) : new Answer.Named(stored, refused));
                }
                refused.put(entry.id(), failed.sentence());
            } else {
                stored.add(entry.id());
            }
            return next(at + 1);
        }
    }

    private static Sale sale(Entry entry) throws Unfit {
        return Sale.of(String.valueOf(entry.draft().subject()), entry.draft().payload());
    }

    @Override
    public CompletableFuture<OdooAnswer> finalise(Entry paid, long configId) {
        try {
            return orders.finalise(sale(paid), configId);
        } catch (Unfit unfit) {
            return CompletableFuture.completedFuture(OdooAnswer.Failed.of(Trouble.REFUSED, unfit.why()));
        }
    }

    @Override
    public void close() {
        addon.close();
    }
}
