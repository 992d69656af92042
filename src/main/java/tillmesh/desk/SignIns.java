package tillmesh.desk;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.SignIn.Verdict;
import tillmesh.fault.Fault;
import tillmesh.fault.Refusal.Code;
import tillmesh.lease.Holder;
import tillmesh.loop.Loop;
import tillmesh.loop.Note;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Notice.AckOk;
import tillmesh.protocol.Notice.AckRefused;
import tillmesh.protocol.Notice.AuthFail;
import tillmesh.protocol.Notice.AuthOk;
import tillmesh.protocol.Request.Auth;
import tillmesh.shop.ScreenId;

/** Signing in and out, and what a screen is told first. Loop thread only. */
final class SignIns {
    /** A WebSocket close code: a newer connection of the same terminal took its place. */
    private static final int CLOSE_REPLACED = 1000;

    /** A WebSocket close code: whoever is here may not be. */
    private static final int CLOSE_NOT_ALLOWED = 1008;

    /** A sign-in that was undone with its burst is done again after this. */
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final Loop loop;
    private final SignIn signIn;
    private final Roll roll;
    private final Voice voice;
    private final Greeting greeting;
    private final Map<Line, Turn> turns = new HashMap<>();
    /** By what each line was let in last. */
    private final Map<Line, Shown> inBy = new HashMap<>();

    SignIns(Loop loop, SignIn signIn, Roll roll, Voice voice, Greeting greeting) {
        this.loop = loop;
        this.signIn = signIn;
        this.roll = roll;
        this.voice = voice;
        this.greeting = greeting;
    }

    /** What a screen hears right after AUTH_OK, in order; what it has on another lane begins to move here. */
    interface Greeting {
        List<Notice> of(Holder holder);
    }

    /** A token that a screen showed. */
    private static final class Shown {
        final String token;
        final String device;
        final @Nullable String opId;
        boolean answered;

        Shown(String token, String device, @Nullable String opId) {
            this.token = token;
            this.device = device;
            this.opId = opId;
        }
    }

    /** A line whose token is being checked. @param next what was shown meanwhile; only the newest counts */
    private static final class Turn {
        @Nullable
        Shown next;
    }

    /** @param spareId an id for a device that has none */
    void ask(Line line, Auth request, @Nullable String opId, Supplier<String> spareId) {
        String device = request.deviceId().isEmpty() ? spareId.get() : request.deviceId();
        if (device.length() > ScreenId.LENGTH_MAX) {
            fail(line, opId, "The device id is longer than " + ScreenId.LENGTH_MAX + " characters.");
            return;
        }
        // The check may take a network; it answers with a note of its own. After the commit, so that it is asked once.
        loop.effect(() -> take(line, new Shown(request.token(), device, opId)));
    }

    // One after the other on each line: a screen cannot have a lane ask faster than it is answered.
    private void take(Line line, Shown shown) {
        Turn turn = turns.get(line);
        if (turn == null) {
            turns.put(line, new Turn());
            check(line, shown);
        } else {
            Shown before = turn.next;
            turn.next = shown;
            if (before != null) {
                loop.must(() -> refuse(line, before.opId, "This screen has shown another token since."));
            }
        }
    }

    private void check(Line line, Shown shown) {
        signIn.check(shown.token, shown.device, verdict -> answer(line, shown, verdict));
    }

    private void answer(Line line, Shown shown, Verdict verdict) {
        loop.must(new Note() {
            @Override
            public void run() {
                if (shown.answered) {
                    takenBack(line, shown, verdict);
                } else {
                    done(line, shown, verdict);
                    loop.effect(() -> ended(line, shown, verdict));
                }
            }

            @Override
            public void failed(Fault why) {
                // The disk did not take what others wrote in the same burst; the screen still waits to be let in.
                loop.after(AGAIN, this);
            }
        });
    }

    // It was let in while the back office was silent, which has said no since.
    private void takenBack(Line line, Shown shown, Verdict verdict) {
        if (inBy.get(line) == shown && verdict instanceof Verdict.Sorry sorry) {
            voice.to(line, new AuthFail(sorry.reason()));
            voice.close(line, CLOSE_NOT_ALLOWED, "this session is over");
        }
    }

    private void ended(Line line, Shown shown, Verdict verdict) {
        shown.answered = true;
        if (verdict instanceof Verdict.Sorry && !signIn.pause().isZero()) {
            loop.after(signIn.pause(), () -> loop.effect(() -> next(line)));
        } else {
            next(line);
        }
    }

    private void next(Line line) {
        Turn turn = turns.get(line);
        Shown shown = turn == null || !roll.isOpen(line) ? null : turn.next;
        if (turn == null || shown == null) {
            turns.remove(line);
        } else {
            turn.next = null;
            check(line, shown);
        }
    }

    /** A line closed. */
    void gone(Line line) {
        inBy.remove(line);
    }

    /** Another lane told what it learned of a token. */
    void heard(String told) {
        signIn.heard(told);
    }

    private void done(Line line, Shown shown, Verdict verdict) {
        if (!roll.isOpen(line)) {
            // It hung up while the token was checked.
            return;
        }
        if (verdict instanceof Verdict.Sorry sorry) {
            fail(line, shown.opId, sorry.reason());
        } else if (verdict instanceof Verdict.Welcome welcome) {
            welcome(line, shown.opId, shown.device, welcome);
            loop.effect(() -> inBy.put(line, shown));
        }
    }

    private void fail(Line line, @Nullable String opId, String reason) {
        voice.to(line, new AuthFail(reason));
        refuse(line, opId, reason);
    }

    private void refuse(Line line, @Nullable String opId, String reason) {
        if (opId != null) {
            voice.to(line, new AckRefused(opId, Code.NOT_ALLOWED.name(), reason));
        }
    }

    private void welcome(Line line, @Nullable String opId, String device, Verdict.Welcome welcome) {
        ScreenId screen = new ScreenId(device);
        Holder holder = new Holder(screen, welcome.uid(), welcome.role(), welcome.name());
        Optional<Terminal> replaced = roll.in(new Terminal(holder, line, loop.millis()));
        replaced.ifPresent(old -> voice.close(old.line(), CLOSE_REPLACED, "signed in on a newer connection"));
        voice.signedIn(line);
        voice.to(line, new AuthOk(device, welcome.role().wire()));
        greeting.of(holder).forEach(notice -> voice.to(line, notice));
        if (opId != null) {
            voice.to(line, new AckOk(opId, null, null, null));
        }
    }
}
