package tillmesh.desk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.TokenCheck.Answer;
import tillmesh.fault.Fault;
import tillmesh.journal.Verified;
import tillmesh.journal.VerifiedRow;
import tillmesh.loop.Loop;
import tillmesh.loop.Note;
import tillmesh.protocol.Payloads;
import tillmesh.shop.Role;

/**
 * Lets in whom the back office knows. Whoever it let in lately is let in while it is silent; its no is final and is
 * remembered by forgetting. What one lane learns is told to the others that are there, since a till may move. Of a token only
 * a hash is kept and told. Loop thread.
 */
public final class VerifiedSignIn implements SignIn {
    /** Who was let in lately waits so long for an answer; it counts as silence then. A no that comes after all takes it back. */
    static final Duration PATIENCE = Duration.ofSeconds(3);
    /** So many may be asked about at once, over all screens. */
    static final int UNDER_WAY_MOST = 32;
    /** A wrong token costs its screen so much time. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final String SALT = "tillmesh sign-in\n";

    private final Loop loop;
    private final InstantSource wall;
    private final Verified known;
    private final TokenCheck office;
    private final Rules rules;
    private Consumer<String> tell = told -> {};
    private @Nullable String silence;
    private int underWay;

    /**
     * @param offlineFor so long after the back office let somebody in, they are let in without it; zero = never
     * @param withoutToken whether an empty token is asked about too
     * @param silent told when the back office begins to be silent, with a few words why, and with null when it speaks again; loop thread
     */
    public record Rules(Duration offlineFor, boolean withoutToken, Consumer<@Nullable String> silent) {}

    /** @param known whom the back office let in @param office who is asked */
    public VerifiedSignIn(Loop loop, InstantSource wall, Verified known, TokenCheck office, Rules rules) {
        this.loop = loop;
        this.wall = wall;
        this.known = known;
        this.office = office;
        this.rules = rules;
    }

    /** A token that is being asked about. */
    private static final class Asked {
        final String hash;
        final Consumer<Verdict> then;
        boolean decided;
        boolean unasked;

        Asked(String hash, Consumer<Verdict> then) {
            this.hash = hash;
            this.then = then;
        }

        void decide(Verdict verdict) {
            if (!decided) {
                decided = true;
                then.accept(verdict);
            }
        }
    }

    @Override
    public void check(String token, String deviceId, Consumer<Verdict> then) {
        if (token.isEmpty() && !rules.withoutToken()) {
            then.accept(new Verdict.Sorry("Sign in to Odoo first: nobody is let in without a session."));
            return;
        }
        if (underWay >= UNDER_WAY_MOST) {
            then.accept(new Verdict.Sorry("Too many screens sign in at once. Try again in a few seconds."));
            return;
        }
        underWay++;
        Asked asked = new Asked(hash(token), then);
        loop.after(PATIENCE, () -> tooLong(asked));
        office.who(
                token,
                deviceId,
                answer -> loop.must(new Note() {
                    @Override
                    public void run() {
                        Verdict verdict = answered(asked, answer);
                        loop.effect(() -> end(asked, answer, verdict));
                    }

                    @Override
                    public void failed(Fault why) {
                        // That it could not be written down is no reason to leave somebody outside whom the back office
                        // knows.
                        end(asked, answer, verdict(answer).orElse(new Verdict.Sorry(why.sentence())));
                    }
                }));
    }

    private void tooLong(Asked asked) {
        if (!asked.decided) {
            remembered(asked.hash)
                    .ifPresent(welcome -> loop.effect(() -> {
                        asked.unasked = true;
                        asked.decide(welcome);
                    }));
        }
    }

    private void end(Asked asked, Answer answer, Verdict verdict) {
        underWay--;
        String why = answer instanceof Answer.Silent silent ? silent.why() : null;
        if (why == null ? silence != null : !why.equals(silence)) {
            silence = why;
            rules.silent().accept(why);
        }
        asked.decide(verdict);
        if (asked.unasked && answer instanceof Answer.Refused) {
            asked.then.accept(verdict);
        }
    }

    private Verdict answered(Asked asked, Answer answer) {
        if (answer instanceof Answer.Known person) {
            learn(asked.hash, person);
        } else if (answer instanceof Answer.Refused) {
            forget(asked.hash);
            tell.accept(Payloads.json(new Payloads.Verified(asked.hash, 0, "", null, wall.millis())));
        } else if (answer instanceof Answer.Silent silent) {
            Verdict sorry = new Verdict.Sorry("Odoo cannot be asked now (" + silent.why()
                    + "), and this session was not seen here lately. Try again when it is back.");
            return remembered(asked.hash).map(Verdict.class::cast).orElse(sorry);
        }
        return verdict(answer).orElseThrow();
    }

    private static Optional<Verdict> verdict(Answer answer) {
        if (answer instanceof Answer.Known person) {
            return Optional.of(new Verdict.Welcome(person.uid(), person.name(), person.role()));
        }
        return answer instanceof Answer.Refused refused
                ? Optional.of(new Verdict.Sorry(refused.reason()))
                : Optional.empty();
    }

    private void learn(String hash, Answer.Known person) {
        if (rules.offlineFor().isZero()) {
            return;
        }
        long now = wall.millis();
        VerifiedRow row =
                new VerifiedRow(hash, person.uid(), person.name(), person.role().wire(), now);
        known.put(row);
        known.dropBefore(oldest());
        tell.accept(Payloads.json(new Payloads.Verified(hash, row.uid(), row.name(), row.role(), now)));
    }

    // A look first: whoever guesses tokens must not make the disk write.
    private void forget(String hash) {
        if (known.find(hash).isPresent()) {
            known.drop(hash);
        }
    }

    private Optional<Verdict.Welcome> remembered(String hash) {
        return known.find(hash)
                .filter(row -> !rules.offlineFor().isZero() && row.verifiedAt() >= oldest())
                .map(row -> new Verdict.Welcome(row.uid(), row.name(), role(row.role())));
    }

    private static Role role(String wire) {
        Role role = Role.ofWire(wire);
        return role == null ? Role.WAITER : role;
    }

    private long oldest() {
        return wall.millis() - rules.offlineFor().toMillis();
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void join(Consumer<String> others) {
        tell = others;
    }

    @Override
    public void heard(String told) {
        Payloads.Verified news = Payloads.verified(told);
        if (news.role() == null) {
            forget(news.hash());
        } else if (!rules.offlineFor().isZero()) {
            // A clock that is ahead over there must not let anybody in for longer.
            long at = Math.min(news.at(), wall.millis());
            known.put(new VerifiedRow(news.hash(), news.uid(), news.name(), news.role(), at));
        }
    }

    private static String hash(String token) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest((SALT + token).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
