package tillmesh.cloud.odoo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import tillmesh.cloud.Answer;
import tillmesh.entry.Entry;

/** How orders come into an Odoo: over the add-on, or into a plain one. Any thread. */
interface OrderWay extends AutoCloseable {
    /** Whether it is to hear of this version, the newest of its order. */
    boolean wants(boolean paid);

    /** Whether it takes an older version for the newest one when it comes later. */
    boolean forgetsOrder();

    /**
     * Brings versions.
     *
     * @param entries one of each order, at least one
     * @return what came of it, within a minute and never with an exception
     */
    CompletableFuture<Answer> bring(List<Entry> entries);

    /**
     * Has a paid order booked now, and says what it became.
     *
     * @param paid the entry that says so
     * @param configId the register that the till names
     * @return {@link OdooAnswer.Said} with {@code order_id}, {@code line_id_map} and perhaps {@code fiscal}; never with an exception
     */
    CompletableFuture<OdooAnswer> finalise(Entry paid, long configId);

    @Override
    void close();
}
