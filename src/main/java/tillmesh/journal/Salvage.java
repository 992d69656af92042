package tillmesh.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.shop.LaneId;
import tillmesh.time.Stamp;

/**
 * Saves from a damaged file whatever can still be proved: entries whose hash is right and rows whose seal is right, from
 * every page that can be read, without asking SQLite. Nothing that is merely plausible is taken. Changes nothing.
 */
final class Salvage {
    private static final int ENTRY_COLUMNS = 15;
    private static final int STREAM_COLUMNS = 9;

    private final DamagedPages pages;
    private final @Nullable Set<Integer> free;
    private final Map<Stream, StreamRow> streams = new HashMap<>();
    private final Map<Long, Set<Stream>> names = new HashMap<>();
    private final Set<Stream> guesses = new HashSet<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<TicketRow> tickets = new ArrayList<>();
    private final Map<EntryId, Place> places = new HashMap<>();
    private long epoch;

    /** @param likely streams that other files name; their entries are recognised even when the row of the stream is damaged */
    Salvage(DamagedPages pages, List<Stream> likely) throws IOException {
        this.pages = pages;
        this.free = pages.free();
        guesses.addAll(likely);
        for (int at = 1; at <= pages.count(); at++) {
            if (!isFree(at)) {
                CarvedRow.of(pages, at).forEach(row -> attempt(() -> sealed(row)));
            }
        }
        for (int at = 1; at <= pages.count(); at++) {
            entries(at);
        }
    }

    /** Where a sound entry stands. */
    private record Place(EntryId id, Stamp stamp, int page, int cell) {}

    /** Streams whose row was sound. */
    Map<Stream, StreamRow> streams() {
        return streams;
    }

    /** The streams that other files name. */
    Set<Stream> likely() {
        return guesses;
    }

    /** What was known to be missing before. */
    List<Missing> missing() {
        return missing;
    }

    /** Ticket counters; of one day and type there may be several, the highest counts. */
    List<TicketRow> tickets() {
        return tickets;
    }

    /** The newest epoch of tokens, 0 when it could not be read. */
    long epoch() {
        return epoch;
    }

    /** Each stream that has sound entries, with their numbers in order. */
    Map<Stream, List<Long>> numbers() {
        Map<Stream, List<Long>> numbers = new HashMap<>();
        places.keySet()
                .forEach(id -> numbers.computeIfAbsent(id.stream(), stream -> new ArrayList<>())
                        .add(id.seq()));
        numbers.values().forEach(list -> list.sort(Comparator.naturalOrder()));
        return numbers;
    }

    /** One sound entry; null when it was not saved. */
    @Nullable
    Entry entry(EntryId id) throws IOException {
        Place place = places.get(id);
        return place == null ? null : at(place);
    }

    /** What is done with each saved entry. */
    interface Taker {
        void take(Entry entry);
    }

    /** Hands out the sound entries in the order in which they were made. */
    void forEach(Taker taker) throws IOException {
        List<Place> ordered = new ArrayList<>(places.values());
        ordered.sort(Comparator.comparing(Place::stamp)
                .thenComparing(place -> place.id().seq()));
        for (Place place : ordered) {
            taker.take(at(place));
        }
    }

    private Entry at(Place place) throws IOException {
        CarvedRow row = CarvedRow.of(pages, place.page()).get(place.cell());
        return java.util.Objects.requireNonNull(entry(place.id().stream(), row));
    }

    private boolean isFree(int page) {
        return free != null && free.contains(page);
    }

    // A row that is no row of ours fails somewhere between cast and seal.
    private static void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException e) {
            // Not a sound row.
        }
    }

    private void sealed(CarvedRow row) {
        int columns = row.values().size();
        if (columns == STREAM_COLUMNS && row.rowId() > 0) {
            stream(row);
        } else if (columns == 3 && row.values().get(0) instanceof String lane) {
            // The index over the streams: a second copy of their names. Hashes tell which copy is right.
            name(row.number(2), new Stream(new LaneId(lane), Math.toIntExact(row.number(1))));
        } else if (columns == 3 && row.rowId() == 1) {
            epoch = Math.max(epoch, new BallotRow.Row(row.number(1), row.number(2)).checked());
        } else if (columns == 4 && row.rowId() == 0) {
            TicketRow ticket = new TicketRow(text(row, 0), text(row, 1), row.number(2), row.number(3));
            ticket.checked();
            tickets.add(ticket);
        } else if (columns == 7 && row.rowId() > 0) {
            missing.add(new Missing.Row(
                            text(row, 0),
                            Math.toIntExact(row.number(1)),
                            row.number(2),
                            row.number(3),
                            row.number(4),
                            text(row, 5),
                            row.number(6))
                    .missing());
        }
    }

    private static String text(CarvedRow row, int column) {
        return String.valueOf(row.text(column));
    }

    private void stream(CarvedRow row) {
        byte[] firstPrev = row.bytes(4);
        int incarnation = Math.toIntExact(row.number(2));
        // The name is tried even when the rest of the row is damaged.
        name(row.rowId(), new Stream(new LaneId(text(row, 1)), incarnation));
        StreamRow stream = new StreamRow.Row(
                        row.rowId(),
                        text(row, 1),
                        incarnation,
                        row.number(3),
                        firstPrev == null ? new byte[0] : firstPrev,
                        row.number(5),
                        row.bytes(6),
                        (Long) row.values().get(7),
                        row.number(8))
                .checked();
        streams.merge(stream.name(), stream, (one, two) -> one.prunedUpto() > two.prunedUpto() ? one : two);
    }

    private void name(long number, Stream name) {
        names.computeIfAbsent(number, stream -> new HashSet<>()).add(name);
    }

    private void entries(int page) throws IOException {
        if (isFree(page)) {
            return;
        }
        List<CarvedRow> rows = CarvedRow.of(pages, page);
        for (int cell = 0; cell < rows.size(); cell++) {
            CarvedRow row = rows.get(cell);
            int at = cell;
            if (row.values().size() == ENTRY_COLUMNS && row.rowId() > 0) {
                attempt(() -> prove(row, page, at));
            }
        }
    }

    private void prove(CarvedRow row, int page, int cell) {
        Set<Stream> candidates = new HashSet<>(names.getOrDefault(row.number(1), Set.of()));
        candidates.addAll(guesses);
        for (Stream name : candidates) {
            Entry entry = entry(name, row);
            if (entry != null && entry.sound() && !erased(entry.id())) {
                places.putIfAbsent(entry.id(), new Place(entry.id(), entry.stamp(), page, cell));
                return;
            }
        }
    }

    // Pruned and erased entries stand on freed pages until those are used again. With a damaged list of them nobody can
    // tell, so what was pruned stays away.
    private boolean erased(EntryId id) {
        StreamRow row = streams.get(id.stream());
        return free == null && row != null && id.seq() <= row.prunedUpto();
    }

    private static @Nullable Entry entry(Stream stream, CarvedRow row) {
        String topic = row.text(5);
        String payload = row.text(12);
        byte[] prev = row.bytes(13);
        byte[] hash = row.bytes(14);
        if (topic == null || payload == null || prev == null || hash == null) {
            return null;
        }
        Draft draft = new Draft(
                topic, row.text(6), row.text(7), row.number(8), row.text(9), row.text(10), row.text(11), payload);
        return new Entry(
                new EntryId(stream, row.number(2)),
                new Stamp(row.number(3), Math.toIntExact(row.number(4)), stream.origin()),
                draft,
                Hash.of(prev),
                Hash.of(hash));
    }
}
