package tillmesh.cloud.odoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.cloud.Answer;
import tillmesh.cloud.Batch;
import tillmesh.cloud.OrderBook;
import tillmesh.cloud.Portion;
import tillmesh.cloud.Trouble;
import tillmesh.desk.Projections;
import tillmesh.entry.Draft;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Topics;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.journal.JournalLimits;
import tillmesh.shop.LaneId;
import tillmesh.sim.Dice;

/** What an Odoo is told of what a real journal holds, and when; on a clock that is set by hand. */
class OdooCloudTest {
    private static final long WAIT = OdooCloud.WORKING_MILLIS;

    @TempDir
    Path dir;

    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final Way way = new Way();
    private Journal journal;
    private Projections projections;
    private OdooCloud cloud;

    /** Answers as it is told, and remembers what it was brought. */
    private static final class Way implements OrderWay {
        final List<String> brought = new ArrayList<>();
        boolean addon = true;
        Trouble trouble;

        @Override
        public boolean wants(boolean paid) {
            return addon || paid;
        }

        @Override
        public boolean forgetsOrder() {
            return addon;
        }

        @Override
        public CompletableFuture<Answer> bring(List<Entry> entries) {
            entries.forEach(entry -> brought.add(entry.draft().payload()));
            Set<EntryId> all = entries.stream().map(Entry::id).collect(Collectors.toSet());
            return CompletableFuture.completedFuture(
                    trouble == null ? new Answer.Named(all, Map.of()) : Answer.Failed.of(trouble, "told to"));
        }

        @Override
        public CompletableFuture<OdooAnswer> finalise(Entry paid, long configId) {
            throw new AssertionError("nobody asked for it");
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void open() {
        JournalLimits limits = new JournalLimits(1L << 30, 1L << 20, 0, 0, Duration.ofDays(30));
        journal = Journal.open(
                DataFolder.open(dir), new LaneId("L1"), limits, () -> Instant.EPOCH.plusSeconds(9), new Dice(1));
        projections = new Projections(journal);
        cloud = begun();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private OdooCloud begun() {
        OdooCloud begun = new OdooCloud(way, new OrderBook(journal), millis::get);
        begun.takenOver();
        return begun;
    }

    private Entry write(String topic, String ref, long version, Entry base, String payload) {
        Draft draft = new Draft(
                topic, ref, null, version, base == null ? null : base.id().toString(), "till-1", null, payload);
        journal.mark();
        Appended appended = journal.append(draft);
        projections.project(appended);
        journal.commit();
        return appended.entry();
    }

    private Entry version(String ref, long version, Entry base, String status) {
        return write(
                Topics.ORDER_SNAPSHOT,
                ref,
                version,
                base,
                "{\"status\":\"" + status + "\",\"n\":" + version + ",\"lines\":[]}");
    }

    /** @return what may go now, and of it what Odoo need not hear of */
    private String portion(Entry... entries) {
        Portion portion = cloud.portion(List.of(entries));
        return portion.entries().size() + "/" + portion.idle().size();
    }

    private Answer store(Entry... entries) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        cloud.store(new Batch(List.of(entries), cloud.portion(List.of(entries)).idle()), answer::complete);
        return answer.join();
    }

    @Test
    void only_the_version_that_counts_is_told() {
        Entry first = version("R1", 1, null, "open");
        Entry second = version("R1", 2, first, "open");
        Entry other = write("event", null, 0, null, "{}");

        assertEquals("3/2", portion(first, second, other));
        assertTrue(store(first, second, other) instanceof Answer.Named named
                && named.stored().size() == 3);
        assertEquals(List.of(second.draft().payload()), way.brought);
    }

    @Test
    void a_plain_odoo_is_told_of_no_open_order() {
        way.addon = false;
        Entry open = version("R1", 1, null, "open");
        Entry paid = version("R2", 1, null, "paid");

        assertEquals("2/1", portion(open, paid));
    }

    @Test
    void no_more_than_twenty_orders_go_at_once_however_much_lies_between() {
        Entry[] entries = new Entry[50];
        for (int at = 0; at < entries.length; at += 2) {
            entries[at] = version("R" + at, 1, null, "paid");
            entries[at + 1] = write("event", null, 0, null, "{}");
        }

        assertEquals("40/20", portion(entries));
    }

    @Test
    void a_newer_version_waits_until_the_older_one_can_arrive_no_more() {
        Entry first = version("R1", 1, null, "open");
        way.trouble = Trouble.UNKNOWN;
        store(first);
        way.trouble = null;
        Entry second = version("R1", 2, first, "paid");
        Entry third = version("R2", 1, null, "open");

        assertEquals("0/0", portion(first, second), "a lane that takes over must find the older one");
        assertEquals("0/0", portion(second));
        assertEquals("1/0", portion(third), "other orders do not wait");

        millis.addAndGet(WAIT);
        assertEquals("2/1", portion(first, second));
        assertEquals("1/0", portion(second));
    }

    @Test
    void the_same_version_is_told_again_at_once() {
        Entry first = version("R1", 1, null, "open");
        way.trouble = Trouble.UNKNOWN;
        store(first);

        assertEquals("1/0", portion(first));
    }

    @Test
    void a_version_that_arrived_after_all_does_not_hold_up_the_next() {
        Entry first = version("R1", 1, null, "open");
        way.trouble = Trouble.UNKNOWN;
        store(first);
        way.trouble = null;
        store(first);
        Entry second = version("R1", 2, first, "open");

        assertEquals("2/1", portion(first, second));
    }

    @Test
    void who_takes_over_waits_with_what_may_follow_a_version_that_is_still_on_its_way() {
        Entry first = version("R1", 1, null, "open");
        Entry second = version("R1", 2, first, "open");
        cloud = begun();
        Entry third = version("R2", 1, null, "open");
        Entry fourth = version("R2", 2, third, "open");

        assertEquals("0/0", portion(second), "the lane before may have told of the first one just now");
        assertEquals("1/0", portion(fourth), "nobody told of the third one before");
        millis.addAndGet(WAIT);
        assertEquals("1/0", portion(second));
    }

    @Test
    void what_odoo_is_known_to_have_is_not_on_its_way_any_more() {
        Entry first = version("R1", 1, null, "open");
        journal.mark();
        journal.marks().cloudStored(OdooCloud.NAME, first.id(), 0);
        journal.commit();
        Entry second = version("R1", 2, first, "open");
        cloud = begun();

        assertEquals("1/0", portion(second));
    }

    @Test
    void a_plain_odoo_keeps_an_order_as_it_is_and_nobody_has_to_wait() {
        way.addon = false;
        Entry first = version("R1", 1, null, "paid");
        way.trouble = Trouble.UNKNOWN;
        store(first);
        Entry second = version("R1", 2, first, "paid");

        assertEquals("2/1", portion(first, second));
    }

    @Test
    void an_order_that_a_till_has_finalised_is_left_to_that_for_a_while() {
        Entry paid = write(Topics.ORDER_PAID, "R1", 1, null, "{\"status\":\"paid\",\"lines\":[]}");

        assertEquals("0/0", portion(paid));
        millis.addAndGet(OdooCloud.FINALISING_MILLIS);
        assertEquals("1/0", portion(paid));
    }
}
