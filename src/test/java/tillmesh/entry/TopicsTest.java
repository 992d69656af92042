package tillmesh.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void every_topic_that_the_node_writes_is_closed_to_screens() {
        List<String> own = List.of(
                Topics.ORDER_SNAPSHOT,
                Topics.ORDER_PAID,
                Topics.ORDER_FINALIZED,
                Topics.TABLE_STATUS,
                Topics.TICKET_NUMBER,
                Topics.LEASE_RELEASED);
        assertTrue(own.stream().allMatch(Topics::reserved));
    }

    @Test
    void free_topics_are_open_also_those_that_only_begin_alike() {
        assertFalse(Stream.of("transaction", "inventory", "orders", "tables.note", "order")
                .anyMatch(Topics::reserved));
    }

    @Test
    void states_of_delivery_have_the_words_of_the_outbox() {
        assertEquals(
                List.of("pending", "peer_ack", "cloud_ack", "set_aside"),
                Stream.of(Delivery.values()).map(Delivery::wire).toList());
    }
}
