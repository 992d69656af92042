package tillmesh.sim;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tillmesh.desk.Audience;
import tillmesh.desk.Line;
import tillmesh.protocol.Notice;

/** Passes everything on but what is to be lost or twisted on the way. For {@link Sabotage} only. */
record DeafAudience(Audience real, UnaryOperator<Notice> says, Predicate<Notice> lost, Consumer<Line> signsIn)
        implements Audience {
    @Override
    public void tell(Line line, Notice notice) {
        if (!lost.test(notice)) {
            real.tell(line, says.apply(notice));
        }
    }

    @Override
    public void tell(Collection<Line> lines, Notice notice) {
        if (!lost.test(notice)) {
            real.tell(lines, says.apply(notice));
        }
    }

    @Override
    public void close(Line line, int code, String reason) {
        real.close(line, code, reason);
    }

    @Override
    public void signedIn(Line line) {
        signsIn.accept(line);
        real.signedIn(line);
    }

    @Override
    public long queuedBytes(Line line) {
        return real.queuedBytes(line);
    }

    @Override
    public long lastFrameMillis(Line line) {
        return real.lastFrameMillis(line);
    }
}
