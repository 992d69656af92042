package tillmesh.shop;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The shop's business day for ticket numbers: a calendar day in the time zone of the store, never of the machine.
 *
 * @param date the day
 */
public record TicketDay(LocalDate date) {
    /** The day of an instant in the store's zone. */
    public static TicketDay of(Instant now, ZoneId storeZone) {
        return new TicketDay(LocalDate.ofInstant(now, storeZone));
    }

    /** ISO form, {@code 2026-01-31}. */
    @Override
    public String toString() {
        return date.toString();
    }
}
