package tillmesh.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.cloud.TurnedLoop;
import tillmesh.desk.SignIn.Verdict;
import tillmesh.desk.TokenCheck.Answer;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.DataFolder;
import tillmesh.journal.Journal;
import tillmesh.journal.JournalLimits;
import tillmesh.journal.VerifiedRow;
import tillmesh.loop.Ledger;
import tillmesh.shop.LaneId;
import tillmesh.shop.Role;
import tillmesh.sim.Dice;

/** Signing in by a back office that knows some, refuses some, and is silent at times; on a real journal and virtual time. */
class VerifiedSignInTest {
    private static final String TOKEN = "a3f1-the-session-of-ana";
    private static final Answer ANA = new Answer.Known(7, "Ana", Role.MANAGER);
    private static final Answer SILENT = new Answer.Silent("it does not answer");
    private static final Answer NO = new Answer.Refused("Odoo does not know this session.");
    private static final Verdict WELCOME = new Verdict.Welcome(7, "Ana", Role.MANAGER);
    private static final JournalLimits LIMITS = new JournalLimits(1L << 30, 1L << 20, 0, 0, Duration.ofDays(30));

    @TempDir
    Path dir;

    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private Lane lane;

    @BeforeEach
    void open() {
        lane = new Lane("L1", 1);
    }

    @AfterEach
    void close() {
        lane.journal.close();
    }

    /** One lane, the back office as it answers there, and what screens and other lanes hear. */
    private final class Lane {
        final Journal journal;
        final TurnedLoop loop;
        final VerifiedSignIn signIn;
        final List<Consumer<Answer>> open = new ArrayList<>();
        final List<String> told = new ArrayList<>();
        final List<String> silences = new ArrayList<>();
        boolean withoutToken;
        boolean failing;

        Lane(String name, int life) {
            journal = Journal.open(
                    DataFolder.open(dir.resolve(name)), new LaneId(name), LIMITS, () -> now, new Dice(life));
            loop = new TurnedLoop(new Refusing());
            signIn = signIn(Duration.ofHours(24));
        }

        VerifiedSignIn signIn(Duration offlineFor) {
            VerifiedSignIn made = new VerifiedSignIn(
                    loop,
                    () -> now,
                    journal.verified(),
                    (token, device, answered) -> open.add(answered),
                    new VerifiedSignIn.Rules(offlineFor, withoutToken, why -> silences.add(String.valueOf(why))));
            made.join(told::add);
            return made;
        }

        List<Verdict> show(VerifiedSignIn at, String token) {
            List<Verdict> verdicts = new ArrayList<>();
            at.check(token, "till-1", verdicts::add);
            return verdicts;
        }

        Verdict asks(String token, Answer answer) {
            List<Verdict> verdicts = show(signIn, token);
            open.remove(0).accept(answer);
            loop.settle();
            assertEquals(1, verdicts.size());
            return verdicts.get(0);
        }

        void hears(Lane other) {
            other.told.forEach(text -> loop.must(() -> signIn.heard(text)));
            other.told.clear();
            loop.settle();
        }

        private final class Refusing implements Ledger {
            @Override
            public void mark() {
                journal.mark();
            }

            @Override
            public void takeBack() {
                journal.takeBack();
            }

            @Override
            public void commit() {
                if (failing) {
                    throw new Fault(Remedy.RETRY, "the disk is full", "");
                }
                journal.commit();
            }

            @Override
            public void rollback() {
                journal.rollback();
            }
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static boolean in(Verdict verdict) {
        return verdict instanceof Verdict.Welcome;
    }

    @Test
    void who_was_let_in_is_let_in_again_while_odoo_is_silent_and_no_longer_than_a_day() {
        assertEquals(WELCOME, lane.asks(TOKEN, ANA));
        pass(Duration.ofHours(23));
        assertEquals(WELCOME, lane.asks(TOKEN, SILENT));
        pass(Duration.ofMinutes(61));
        assertFalse(in(lane.asks(TOKEN, SILENT)));
    }

    @Test
    void nobody_else_is_let_in_while_odoo_is_silent() {
        lane.asks(TOKEN, ANA);
        assertFalse(in(lane.asks(TOKEN + "x", SILENT)));
    }

    @Test
    void a_no_is_final_also_while_odoo_is_silent_afterwards() {
        lane.asks(TOKEN, ANA);
        assertFalse(in(lane.asks(TOKEN, NO)));
        assertFalse(in(lane.asks(TOKEN, SILENT)));
    }

    @Test
    void who_was_let_in_is_let_in_after_a_restart_too() {
        lane.asks(TOKEN, ANA);
        lane.journal.close();
        lane = new Lane("L1", 2);
        assertEquals(WELCOME, lane.asks(TOKEN, SILENT));
    }

    @Test
    void nobody_who_was_let_in_lately_waits_longer_than_three_seconds() {
        lane.asks(TOKEN, ANA);
        List<Verdict> known = lane.show(lane.signIn, TOKEN);
        List<Verdict> unknown = lane.show(lane.signIn, "another");
        lane.loop.pass(VerifiedSignIn.PATIENCE.toMillis() - 1);
        assertEquals(List.of(), known);
        lane.loop.pass(1);
        assertEquals(List.of(WELCOME), known);
        assertEquals(List.of(), unknown);
        // The answer that comes after all is heard by who still waits, and a late no takes back what was said.
        lane.open.forEach(answered -> answered.accept(NO));
        lane.open.clear();
        lane.loop.settle();
        assertEquals(2, known.size());
        assertFalse(in(known.get(1)));
        assertEquals(1, unknown.size());
        assertFalse(in(lane.asks(TOKEN, SILENT)));
    }

    @Test
    void a_till_that_moves_is_known_on_the_other_lane() {
        Lane other = new Lane("L2", 3);
        lane.asks(TOKEN, ANA);
        other.hears(lane);
        assertEquals(WELCOME, other.asks(TOKEN, SILENT));
        lane.asks(TOKEN, NO);
        other.hears(lane);
        assertFalse(in(other.asks(TOKEN, SILENT)));
        other.journal.close();
    }

    @Test
    void a_lane_whose_clock_is_ahead_lets_nobody_in_for_longer() {
        Lane other = new Lane("L2", 3);
        pass(Duration.ofDays(10));
        lane.asks(TOKEN, ANA);
        pass(Duration.ofDays(-10));
        other.hears(lane);
        pass(Duration.ofHours(25));
        assertFalse(in(other.asks(TOKEN, SILENT)));
        other.journal.close();
    }

    @Test
    void the_token_itself_is_neither_on_the_disk_nor_told() throws Exception {
        lane.asks(TOKEN, ANA);
        assertFalse(lane.told.toString().contains(TOKEN));
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(TOKEN), file.toString());
            }
        }
    }

    @Test
    void at_most_two_thousand_are_remembered_the_newest_ones() {
        long first = now.toEpochMilli() - 10_000;
        lane.loop.must(() -> {
            for (int i = 0; i < 2_000; i++) {
                lane.journal.verified().put(new VerifiedRow("hash-" + i, 1, "Bo", "waiter", first + i));
            }
        });
        assertEquals(WELCOME, lane.asks(TOKEN, ANA));

        assertFalse(lane.journal.verified().find("hash-0").isPresent());
        assertTrue(lane.journal.verified().find("hash-1").isPresent());
        assertEquals(WELCOME, lane.asks(TOKEN, SILENT));
    }

    @Test
    void a_disk_that_takes_nothing_keeps_nobody_outside_whom_odoo_knows() {
        lane.failing = true;
        assertEquals(WELCOME, lane.asks(TOKEN, ANA));
        lane.failing = false;
        assertFalse(in(lane.asks(TOKEN, SILENT)));
    }

    @Test
    void an_empty_token_is_asked_about_only_where_that_is_allowed() {
        assertFalse(in(lane.show(lane.signIn, "").get(0)));
        assertEquals(List.of(), lane.open);
        lane.withoutToken = true;
        List<Verdict> allowed = lane.show(lane.signIn(Duration.ZERO), "");
        lane.open.remove(0).accept(ANA);
        lane.loop.settle();
        assertEquals(List.of(WELCOME), allowed);
    }

    @Test
    void with_offline_for_zero_nobody_is_remembered() {
        VerifiedSignIn strict = lane.signIn(Duration.ZERO);
        lane.show(strict, TOKEN);
        lane.open.remove(0).accept(ANA);
        List<Verdict> verdicts = lane.show(strict, TOKEN);
        lane.open.remove(0).accept(SILENT);
        lane.loop.settle();
        assertFalse(in(verdicts.get(0)));
        assertEquals(List.of(), lane.told);
    }

    @Test
    void no_more_than_32_are_asked_about_at_once() {
        for (int i = 0; i < VerifiedSignIn.UNDER_WAY_MOST; i++) {
            assertEquals(List.of(), lane.show(lane.signIn, "token-" + i));
        }
        assertFalse(in(lane.show(lane.signIn, TOKEN).get(0)));
        lane.open.remove(0).accept(NO);
        lane.loop.settle();
        assertEquals(List.of(), lane.show(lane.signIn, TOKEN));
    }

    @Test
    void it_is_told_once_when_odoo_falls_silent_and_once_when_it_speaks() {
        lane.asks(TOKEN, SILENT);
        lane.asks(TOKEN, SILENT);
        lane.asks(TOKEN, NO);
        lane.asks(TOKEN, ANA);
        assertEquals(List.of("it does not answer", "null"), lane.silences);
    }
}
