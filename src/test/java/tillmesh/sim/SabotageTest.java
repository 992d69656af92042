package tillmesh.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tillmesh.desk.Audience;
import tillmesh.journal.Journal;
import tillmesh.loop.Ledger;
import tillmesh.protocol.Notice;

/** Each checker can fail: alone on watch, it notices the promise that is broken on purpose. */
class SabotageTest {
    private static final int DAYS = 25;

    @Test
    void a_burst_that_is_lost_but_told_is_noticed() {
        noticed("told before its commit", losing(), ToldAfterCommit::new);
    }

    @Test
    void an_entry_that_goes_away_is_noticed() {
        noticed("J2: ", disk("DELETE FROM entry WHERE id = (SELECT MAX(id) - 1 FROM entry)"), ChainCloses::new);
    }

    @Test
    void a_mark_that_goes_back_is_noticed() {
        noticed("J4: ", disk("DELETE FROM peer_mark", "DELETE FROM cloud_mark"), this::delivery);
    }

    @Test
    void a_refused_operation_that_left_something_is_noticed() {
        Sabotage sabotage = new Sabotage() {
            @Override
            public Audience audience(Audience real) {
                return new DeafAudience(real, SabotageTest::denied, notice -> false, line -> {});
            }
        };
        noticed("was refused and left", sabotage, RefusedLeavesNothing::new);
    }

    @Test
    void an_operation_that_is_forgotten_and_done_twice_is_noticed() {
        noticed("was answered with", disk("DELETE FROM op"), () -> new AcknowledgedOnce(new Sightings()));
    }

    @Test
    void a_version_that_jumps_is_noticed() {
        noticed("has version", disk("UPDATE entry SET version = version + 1 WHERE version > 0"), VersionsGrow::new);
    }

    @Test
    void a_paid_order_that_is_open_again_is_noticed() {
        noticed("is paid in one place only", disk("UPDATE order_head SET paid = 0"), PaidStaysPaid::new);
    }

    @Test
    void a_lease_that_is_taken_without_a_word_is_noticed() {
        noticed("was granted to", deaf(SabotageTest::revoked), () -> new OneHolder(new Sightings()));
    }

    @Test
    void a_ticket_counter_that_is_lost_is_noticed() {
        noticed("the counters say", disk("DELETE FROM ticket"), () -> new TicketsDense(new Sightings()));
    }

    @Test
    void a_lease_that_is_only_in_memory_is_noticed() {
        noticed("leases on the disk", disk("DELETE FROM lease"), MemoryIsDisk::new);
    }

    @Test
    void a_screen_on_the_roll_without_a_line_is_noticed() {
        RollIsLines checker = new RollIsLines();
        Sabotage sabotage = new Sabotage() {
            @Override
            public Audience audience(Audience real) {
                return new DeafAudience(real, notice -> notice, notice -> false, checker::closed);
            }
        };
        noticed("signed in on closed lines", sabotage, () -> checker);
    }

    @Test
    void an_entry_that_a_subscriber_is_not_given_is_noticed() {
        int[] count = {0};
        noticed(
                "was given",
                deaf(notice -> notice instanceof Notice.Published && ++count[0] % 5 == 0),
                () -> new SubscribersMissNothing(new Sightings()));
    }

    @Test
    void a_disk_that_became_another_is_noticed() {
        Sabotage sabotage = new Sabotage() {
            @Override
            public void darkDisk(SimDisk disk) {
                assertTrue(disk.folder().marker().toFile().delete());
            }
        };
        noticed("the node tells of damage", sabotage, CutsDoNoDamage::new);
    }

    @Test
    void a_table_that_does_not_follow_the_journal_is_noticed() {
        noticed("rebuilt from the journal", disk("UPDATE order_head SET item_count = 99"), ToldAfterCommit::new);
    }

    private Checker delivery() {
        return new DeliveryGoesForward(new Sightings());
    }

    private static Notice denied(Notice notice) {
        return notice instanceof Notice.AckOk ack && ack.entryId() != null
                ? new Notice.AckRefused(ack.opId(), "DISK", "the disk is full")
                : notice;
    }

    private static boolean revoked(Notice notice) {
        return notice instanceof Notice.LeaseRevoked || notice instanceof Notice.TableLockRevoked;
    }

    private static Sabotage losing() {
        return new Sabotage() {
            @Override
            public Ledger ledger(Ledger real, Journal journal) {
                return new BrokenLedger(real);
            }
        };
    }

    private static Sabotage deaf(Predicate<Notice> lost) {
        return new Sabotage() {
            @Override
            public Audience audience(Audience real) {
                return new DeafAudience(real, notice -> notice, lost, line -> {});
            }
        };
    }

    private static Sabotage disk(String... statements) {
        return new Sabotage() {
            @Override
            public void disk(Path database) {
                DiskReader.tamper(database, statements);
            }
        };
    }

    // Not every day gives the saboteur an occasion; a node that ends by itself was not noticed by the checker.
    private static void noticed(String what, Sabotage sabotage, Supplier<Checker> checker) {
        List<String> others = new ArrayList<>();
        for (long seed = 1; seed <= DAYS; seed++) {
            try {
                ShopDay.run(seed, sabotage, new Sightings(), new Checkers(List.of(checker.get())));
            } catch (AssertionError broken) {
                String said = String.valueOf(broken.getMessage());
                if (broken.getCause() instanceof Violation && said.contains(what)) {
                    return;
                }
                others.add(seed + ": " + said);
            }
        }
        throw new AssertionError("nobody noticed in " + DAYS + " days; otherwise " + others);
    }
}
