package tillmesh.sim;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tillmesh.desk.Audience;
import tillmesh.desk.Line;
import tillmesh.fault.Refusal.Code;
import tillmesh.protocol.Envelope;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Notice.AckRefused;

/** The sockets of a lane: writes down all that is said, in order, and brings it to the tills late, or never. */
final class SimAudience implements Audience {
    /** A line with more messages waiting is closed, as the real one does by bytes. */
    private static final int QUEUED_MAX = 60;

    private static final int BYTES_EACH = 10_000;
    private static final int SLOW_ONE_IN = 12;
    private static final int REPLACED = 1000;

    private final Stage stage;
    private final Power power;
    private final Dice dice;
    private final Map<Line, Wire> wires = new LinkedHashMap<>();
    private @Nullable SimNode node;
    private long lines;

    SimAudience(Stage stage, Power power) {
        this.stage = stage;
        this.power = power;
        this.dice = stage.dice().split();
    }

    /** The node listens. */
    void serve(SimNode now) {
        node = now;
    }

    /** The node is gone, or nobody speaks to it any more: every line is cut. */
    void dark() {
        node = null;
        List<Wire> cut = List.copyOf(wires.values());
        wires.clear();
        for (Wire wire : cut) {
            wire.shut();
            stage.checkers().closed(wire.line());
            stage.agenda().in(dice.between(1, 400), () -> wire.till().lost(wire));
        }
    }

    /** A till connects. Empty when nobody listens. */
    Optional<Wire> open(Till till) {
        if (node == null) {
            return Optional.empty();
        }
        int pace = dice.oneIn(SLOW_ONE_IN) ? 4_000 : 20;
        Wire wire = new Wire(new Line(++lines), till, this, pace);
        wires.put(wire.line(), wire);
        toNode(wire, () -> {
            if (node != null && wire.open()) {
                node.counter().opened(wire.line());
            }
        });
        return Optional.of(wire);
    }

    /** The lines that are open, whether anybody has signed in on them or not. */
    Collection<Line> openLines() {
        return List.copyOf(wires.keySet());
    }

    void toNode(Wire wire, Runnable arrival) {
        long now = stage.agenda().millis();
        stage.agenda().in(wire.dueAtNode(now, dice) - now, arrival);
    }

    void arrived(Wire wire, Envelope envelope) {
        if (node == null || !wire.open()) {
            return;
        }
        String device = wire.till().device();
        stage.log().add(device + " > " + envelope);
        stage.checkers()
                .asked(new Asked(stage.agenda().millis(), device, wire.line(), envelope.request(), envelope.opId()));
        if (!node.counter().take(wire.line(), envelope)) {
            stage.seen().saw(Sighting.BUSY);
            if (envelope.opId() != null) {
                deliver(wire, new AckRefused(envelope.opId(), Code.BUSY.name(), "This lane is busy."));
            }
        }
    }

    void gone(Wire wire) {
        if (wire.shut() && node != null) {
            wires.remove(wire.line());
            stage.log().add(wire.till().device() + " gone " + wire.line().id());
            node.counter().gone(wire.line());
            stage.checkers().closed(wire.line());
        }
    }

    @Override
    public void tell(Line line, Notice notice) {
        power.at(Ending.CUT_AMID_EFFECTS);
        Wire wire = wires.get(line);
        if (wire == null || node == null) {
            return;
        }
        stage.log().told(wire.till().device(), notice);
        stage.checkers().told(new Telling(stage.agenda().millis(), wire.till().device(), line, notice, node));
        if (wire.queued() >= QUEUED_MAX) {
            stage.seen().saw(Sighting.LINE_TOO_SLOW);
            close(line, 1013, "too slow");
        } else {
            deliver(wire, notice);
        }
    }

    @Override
    public void tell(Collection<Line> all, Notice notice) {
        all.forEach(line -> tell(line, notice));
    }

    private void deliver(Wire wire, Notice notice) {
        long now = stage.agenda().millis();
        stage.agenda().in(wire.dueAtTill(now, dice) - now, () -> {
            wire.read();
            wire.till().heard(wire, notice);
        });
    }

    @Override
    public void close(Line line, int code, String reason) {
        Wire wire = wires.get(line);
        if (wire != null) {
            stage.log().add("close " + line.id() + " " + code);
            if (code == REPLACED) {
                stage.seen().saw(Sighting.LINE_REPLACED);
            }
            long now = stage.agenda().millis();
            stage.agenda().in(wire.dueAtTill(now, dice) - now, () -> wire.till().lost(wire));
            stage.agenda().in(1, () -> gone(wire));
        }
    }

    @Override
    public void signedIn(Line line) {
        stage.log().add("signed in " + line.id());
    }

    @Override
    public long queuedBytes(Line line) {
        Wire wire = wires.get(line);
        return wire == null ? 0 : (long) wire.queued() * BYTES_EACH;
    }

    @Override
    public long lastFrameMillis(Line line) {
        return wires.containsKey(line) ? stage.agenda().millis() : 0;
    }
}
