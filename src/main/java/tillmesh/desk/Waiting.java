package tillmesh.desk;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tillmesh.loop.Loop;
import tillmesh.protocol.Envelope;
import tillmesh.protocol.Request;

/**
 * Requests that other lanes must decide. One that is sent again meanwhile is not asked twice: the first is answered, on the
 * line that the screen has then. Loop thread only.
 */
final class Waiting {
    private final Loop loop;
    private final Roll roll;
    private final Finish finish;
    private final BiPredicate<Ask, Request> done;
    private final Set<Name> open = new HashSet<>();

    /**
     * @param finish what is to be done with a decision
     * @param done answers from memory what was done meanwhile under the same name: another lane brought it back; says whether it was
     */
    Waiting(Loop loop, Roll roll, Finish finish, BiPredicate<Ask, Request> done) {
        this.done = done;
        this.loop = loop;
        this.roll = roll;
        this.finish = finish;
    }

    private record Name(String screen, String opId) {}

    /** Answers a request. */
    @FunctionalInterface
    interface Finish {
        void answer(Ask ask, Request request, Outcome outcome);
    }

    /** Somebody asks. */
    Ask ask(Terminal terminal, Envelope envelope) {
        return new Ask(terminal, envelope.opId(), decision -> {
            end(terminal.id(), envelope.opId());
            Terminal now = roll.of(terminal.holder().screen()).orElse(terminal);
            Ask again = new Ask(now, envelope.opId(), ignored -> {});
            if (!done.test(again, envelope.request())) {
                finish.answer(again, envelope.request(), decision.apply(again));
            }
        });
    }

    boolean waits(Terminal terminal, @Nullable String opId) {
        return opId != null && open.contains(new Name(terminal.id(), opId));
    }

    /** It was not decided at once. */
    void begin(Ask ask) {
        if (ask.opId() != null) {
            Name name = new Name(ask.screen(), ask.opId());
            if (open.add(name)) {
                loop.undo(() -> open.remove(name));
            }
        }
    }

    private void end(String screen, @Nullable String opId) {
        if (opId != null) {
            Name name = new Name(screen, opId);
            if (open.remove(name)) {
                loop.undo(() -> open.add(name));
            }
        }
    }
}
