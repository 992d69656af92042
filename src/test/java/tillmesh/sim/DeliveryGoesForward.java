package tillmesh.sim;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Delivery;
import tillmesh.entry.EntryId;
import tillmesh.journal.Marks;
import tillmesh.protocol.Notice;

/** J4: delivery goes forward only, unless a peer's disk is gone; memory, outbox view and answers say the same. */
final class DeliveryGoesForward implements Checker {
    private final Sightings seen;
    private final Map<EntryId, Delivery> least = new HashMap<>();
    private final Map<EntryId, Delivery> written = new HashMap<>();
    private boolean mayGoBack;

    DeliveryGoesForward(Sightings seen) {
        this.seen = seen;
    }

    @Override
    public void storeGone(boolean done) {
        mayGoBack = !done;
        least.replaceAll((id, state) -> state == Delivery.PEER_ACK ? Delivery.PENDING : state);
        written.replaceAll((id, state) -> state == Delivery.PEER_ACK ? Delivery.PENDING : state);
        if (done) {
            seen.saw(Sighting.BACK_TO_PENDING);
        }
    }

    @Override
    public void told(Telling telling) {
        if (telling.notice() instanceof Notice.AckOk ack && ack.entryId() != null) {
            forward(ack.entryId(), String.valueOf(ack.state()));
        } else if (telling.notice() instanceof Notice.SaleState state) {
            forward(state.entryId(), state.state());
        }
    }

    private void forward(String id, String state) {
        forward(EntryId.parse(id), state(state));
    }

    private static Delivery state(String wire) {
        return Delivery.valueOf(wire.toUpperCase(Locale.ROOT));
    }

    private void forward(EntryId id, Delivery now) {
        Delivery before = least.getOrDefault(id, Delivery.PENDING);
        Violation.unless(now.compareTo(before) >= 0, "J4: %s went from %s back to %s", id, before, now);
        least.put(id, mayGoBack && now == Delivery.PEER_ACK ? Delivery.PENDING : now);
    }

    /** What the outbox says may be behind in one thing only: that another lane has it. And it never goes back either. */
    private void behind(EntryId id, Delivery memory, Delivery view) {
        boolean late = memory == Delivery.PEER_ACK && view == Delivery.PENDING;
        Violation.unless(memory == view || late, "J4: %s is %s, the outbox says %s", id, memory.wire(), view.wire());
        Delivery before = written.getOrDefault(id, Delivery.PENDING);
        Violation.unless(view.compareTo(before) >= 0, "J4: in the outbox %s went from %s back to %s", id, before, view);
        written.put(id, mayGoBack && view == Delivery.PEER_ACK ? Delivery.PENDING : view);
    }

    /** What was told in the last second of a life may not have been written: then the others are heard again. */
    @Override
    public void opened(SimNode node, DiskView disk) {
        least.replaceAll((id, state) -> {
            boolean forgot =
                    state == Delivery.PEER_ACK && written.getOrDefault(id, Delivery.PENDING) == Delivery.PENDING;
            if (forgot) {
                seen.saw(Sighting.MARK_FORGOTTEN);
            }
            return forgot ? Delivery.PENDING : state;
        });
    }

    @Override
    public void looked(SimNode node, DiskView disk) {
        Marks marks = node.journal().marks();
        Map<Delivery, Long> counted = new EnumMap<>(Delivery.class);
        for (DiskView.Row row : disk.entries()) {
            EntryId id = row.entry().id();
            Delivery memory = marks.delivery(id);
            @Nullable String view = disk.outbox().get(id);
            behind(id, memory, state(String.valueOf(view)));
            forward(id, memory);
            counted.merge(memory, 1L, Long::sum);
            see(memory);
        }
        Marks.Counts counts = marks.counts(node.stream(), node.journal().lastSeq());
        counted(Delivery.PENDING, counted, counts.pending());
        counted(Delivery.PEER_ACK, counted, counts.peerAck());
        counted(Delivery.CLOUD_ACK, counted, counts.cloudAck());
        counted(Delivery.SET_ASIDE, counted, counts.setAside());
    }

    private static void counted(Delivery state, Map<Delivery, Long> outbox, long shown) {
        long there = outbox.getOrDefault(state, 0L);
        Violation.unless(there == shown, "J4: %d entries are %s, %d are shown", there, state.wire(), shown);
    }

    private void see(Delivery state) {
        switch (state) {
            case PEER_ACK -> seen.saw(Sighting.PEER_ACK);
            case CLOUD_ACK -> seen.saw(Sighting.CLOUD_ACK);
            case SET_ASIDE -> seen.saw(Sighting.SET_ASIDE);
            case PENDING -> {
                // Where every entry begins.
            }
        }
    }
}
