package tillmesh.peer;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A network that delivers everything at once and in order, and writes down what was said. */
final class PaperNet implements AutoCloseable {
    private final List<PaperCopies> lanes = new ArrayList<>();
    private final Deque<Said> underWay = new ArrayDeque<>();
    private final List<Said> all = new ArrayList<>();

    private record Said(PeerId from, PeerId to, CopyMessage message) {}

    /** @param newest the newest version of the conversation that the lane speaks */
    PaperCopies add(Path dir, String name, int newest) {
        PaperCopies lane = new PaperCopies(dir, name, newest, this::send);
        lanes.add(lane);
        return lane;
    }

    private boolean send(PeerId from, PeerId to, PeerMessage message) {
        Said said = new Said(from, to, (CopyMessage) message);
        underWay.add(said);
        all.add(said);
        return true;
    }

    /** All lanes see each other, and say all they have to say. */
    void meet() {
        List<PeerId> view = lanes.stream().map(PaperCopies::id).toList();
        lanes.forEach(lane -> lane.viewed(view));
        lanes.forEach(lane -> lanes.stream().filter(other -> other != lane).forEach(lane::meets));
        deliver();
    }

    /** It is time for digests. */
    void tick() {
        lanes.forEach(PaperCopies::tick);
        deliver();
    }

    private void deliver() {
        while (!underWay.isEmpty()) {
            Said said = underWay.remove();
            lanes.stream()
                    .filter(lane -> lane.id().equals(said.to()))
                    .forEach(lane -> lane.hear(said.from(), said.message()));
        }
    }

    /** Everything that was said, oldest first; may be cleared. */
    List<CopyMessage> said() {
        return new java.util.AbstractList<>() {
            @Override
            public CopyMessage get(int at) {
                return all.get(at).message();
            }

            @Override
            public int size() {
                return all.size();
            }

            @Override
            public void clear() {
                all.clear();
            }
        };
    }

    /** What one lane said. */
    List<CopyMessage> said(PaperCopies lane) {
        return all.stream()
                .filter(said -> said.from().equals(lane.id()))
                .map(Said::message)
                .toList();
    }

    @Override
    public void close() {
        lanes.forEach(PaperCopies::close);
    }
}
