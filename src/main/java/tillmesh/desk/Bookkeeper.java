package tillmesh.desk;

import java.util.function.Consumer;
import tillmesh.entry.Entry;
import tillmesh.shop.Booking;

/** Books paid orders. Production: an Odoo. Booking an order twice books it once. */
@FunctionalInterface
public interface Bookkeeper {
    /**
     * Asks it to book an order. Called on the loop thread after the commit, must return at once and must not throw.
     *
     * @param paid the version that says that the money is taken
     * @param configId the register that the till names
     * @param then told once, on any thread, sooner or later
     */
    void book(Entry paid, long configId, Consumer<Booking> then);
}
