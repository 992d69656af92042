package tillmesh.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.entry.Stream;
import tillmesh.peer.CopyMessage.Digest;
import tillmesh.peer.CopyMessage.Folded;
import tillmesh.peer.CopyMessage.Unfold;
import tillmesh.shop.LaneId;
import tillmesh.sim.InMemory;

/** What two lanes tell each other of what they have, when a lane of the shop has been started very often. */
class FoldingTest {
    private static final LaneId ABSENT = new LaneId("L9");
    private static final int STARTS = 1_000;
    private static final int HANDFUL = 5;

    @TempDir(factory = InMemory.class)
    Path dir;

    private final PaperNet net = new PaperNet();

    @AfterEach
    void close() {
        net.close();
    }

    private static Stream life(int number) {
        return new Stream(ABSENT, number);
    }

    private void startOften(PaperCopies lane) {
        for (int i = 1; i <= STARTS; i++) {
            lane.keep(PaperCopies.entries(life(i), 1 + i % 3));
        }
    }

    private void assertSame(PaperCopies one, PaperCopies other) {
        for (int i = 1; i <= STARTS; i++) {
            assertEquals(1 + i % 3, one.upto(life(i)));
            assertEquals(1 + i % 3, other.upto(life(i)));
        }
    }

    @Test
    void a_thousand_starts_do_not_make_a_digest_longer_than_a_handful_of_entries() {
        PaperCopies first = net.add(dir, "L1", Neighbours.PROTOCOL);
        PaperCopies second = net.add(dir, "L2", Neighbours.PROTOCOL);
        startOften(first);
        first.write("{}");
        net.meet();
        assertSame(first, second);
        // Each has heard by now what the other keeps.
        net.tick();
        net.said().clear();

        net.tick();

        List<CopyMessage> said = List.copyOf(net.said());
        assertTrue(said.stream().anyMatch(Folded.class::isInstance), said::toString);
        for (CopyMessage message : said) {
            assertFalse(message instanceof Digest || message instanceof Unfold, message::toString);
            if (message instanceof Folded folded) {
                assertTrue(folded.open().size() <= HANDFUL, message::toString);
                assertEquals(STARTS, folded.folded());
            }
        }
    }

    @Test
    void a_lane_that_lacks_part_of_what_was_folded_gets_it_all_the_same() {
        PaperCopies first = net.add(dir, "L1", Neighbours.PROTOCOL);
        PaperCopies second = net.add(dir, "L2", Neighbours.PROTOCOL);
        startOften(first);
        net.meet();
        net.tick();
        Stream late = life(STARTS + 1);
        first.keep(PaperCopies.entries(late, 4));
        second.keep(PaperCopies.entries(late, 2));
        // The first one believes wrongly that the other has everything, and folds it away.
        first.believes(second, late, 4);
        net.said().clear();

        net.tick();

        assertTrue(
                net.said().stream().anyMatch(Unfold.class::isInstance),
                () -> net.said().toString());
        assertEquals(4, second.upto(late));
        net.tick();
        net.said().clear();
        net.tick();
        assertTrue(
                net.said().stream().noneMatch(Digest.class::isInstance),
                () -> net.said().toString());
    }

    @Test
    void a_lane_that_speaks_the_version_before_is_told_every_name() {
        PaperCopies first = net.add(dir, "L1", Neighbours.PROTOCOL);
        PaperCopies second = net.add(dir, "L2", Neighbours.PROTOCOL_BEFORE);
        startOften(first);
        net.meet();
        assertSame(first, second);
        net.tick();
        net.said().clear();

        net.tick();

        assertTrue(
                net.said(first).stream().noneMatch(Folded.class::isInstance),
                () -> net.said(first).toString());
        assertTrue(net.said(first).stream()
                .filter(Digest.class::isInstance)
                .allMatch(digest -> ((Digest) digest).have().size() >= STARTS));
    }
}
