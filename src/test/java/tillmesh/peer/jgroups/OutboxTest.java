package tillmesh.peer.jgroups;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox("outbox-test", 100);
    private final CountDownLatch reads = new CountDownLatch(1);
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void what_does_not_fit_beside_what_waits_is_dropped_and_nobody_blocks() {
        assertTrue(put("a", 60));
        assertTrue(put("b", 40));
        assertFalse(put("c", 1));

        reads.countDown();

        await().until(() -> outbox.waiting() == 0);
        assertTrue(put("d", 100));
        await().until(() -> sent.equals(List.of("a", "b", "d")));
    }

    @Test
    void a_message_that_is_larger_than_the_queue_goes_when_nothing_else_waits() {
        assertTrue(put("large", 5_000));
        assertFalse(put("small", 1));

        reads.countDown();

        await().until(() -> sent.equals(List.of("large")));
    }

    @Test
    void closing_drops_what_waits_and_frees_a_stuck_sender() {
        put("stuck", 1);
        put("waits", 1);

        outbox.close();

        await().until(() -> sent.equals(List.of("interrupted")));
        assertFalse(put("late", 1));
        assertEquals(List.of("interrupted"), sent);
    }

    @Test
    void a_peer_may_be_owed_so_much_and_no_more() {
        assertEquals(1 << 20, PeerLine.DATA_QUEUE_MAX);
        assertEquals(256 << 10, PeerLine.CONTROL_QUEUE_MAX);
        assertEquals(4 << 10, PeerLine.CONTROL_BYTES_MAX);
    }

    private boolean put(String name, int bytes) {
        return outbox.put(bytes, () -> {
            try {
                reads.await();
                sent.add(name);
            } catch (InterruptedException e) {
                sent.add("interrupted");
            }
        });
    }
}
