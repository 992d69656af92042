package tillmesh.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What other lanes said they have and the disk has not been told yet. A sale need not wait for this row: it is true whether
 * it is written or not, and a lane that forgets it hears it again from the next digest. Loop thread only.
 */
final class LateMarks {
    private final Map<Place, Late> marks = new LinkedHashMap<>();
    private List<Late> written = List.of();

    private record Place(long stream, String storeId) {
        static Place of(PeerMark mark) {
            return new Place(mark.stream(), mark.storeId());
        }
    }

    /** @param atMillis when it was heard */
    record Late(PeerMark mark, long atMillis) {}

    void heard(PeerMark mark, long atMillis) {
        marks.put(Place.of(mark), new Late(mark, atMillis));
    }

    /** Something newer about that disk goes to the disk right away. */
    void forget(PeerMark mark) {
        marks.remove(Place.of(mark));
    }

    /** All that is to be written; it counts as written with the next commit. */
    List<Late> writing() {
        written = new ArrayList<>(marks.values());
        return written;
    }

    boolean any() {
        return !marks.isEmpty();
    }

    void committed() {
        // What was heard meanwhile is another object and stays.
        written.forEach(late -> marks.remove(Place.of(late.mark()), late));
        written = List.of();
    }

    void takenBack() {
        written = List.of();
    }

    /** Puts what the disk does not know over what was read from it. */
    void over(MarkTable table) {
        // The note that failed may be the one in which the stream was first heard of; its number will be another's.
        marks.values().removeIf(late -> !table.streams.containsKey(late.mark().stream()));
        marks.values().forEach(late -> table.put(late.mark()));
    }
}
