package tillmesh.shop;

import java.util.Optional;
import tillmesh.fault.Refusal;
import tillmesh.fault.Refusal.Code;

/** When a snapshot may become the newest version of its order. Pure. */
public final class OrderRules {
    private OrderRules() {}

    /**
     * Judges a write against what is stored. The lease is judged elsewhere and first.
     *
     * @param storedVersion the newest stored version, 0 when the order is unknown
     * @param storedPaid whether that version is paid
     * @param baseVersion the version the till made its snapshot from; above the stored one is legal, since a till hears no
     *     positive answer in the plain dialect and counts on its own
     * @param paid whether the new snapshot is paid
     * @return the refusal, or empty when the write is accepted as version {@code storedVersion + 1}
     */
    public static Optional<Refusal> judge(long storedVersion, boolean storedPaid, long baseVersion, boolean paid) {
        if (storedPaid && !paid) {
            return Optional.of(new Refusal(Code.ALREADY_PAID, "This order is paid and cannot be opened again."));
        }
        if (baseVersion < storedVersion) {
            return Optional.of(new Refusal(
                    Code.STALE_VERSION,
                    "This order has changed: version " + storedVersion + " is stored, the change was based on "
                            + baseVersion + "."));
        }
        return Optional.empty();
    }
}
