package tillmesh.screen.hub;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tillmesh.config.NodeConfig;
import tillmesh.fault.Refusal;
import tillmesh.protocol.Decoded;
import tillmesh.protocol.Envelope;
import tillmesh.protocol.HubCodec;
import tillmesh.protocol.Notice;

/**
 * The rules that every frame passes before the desk hears of it: rate, size, form, and whether the node can take more.
 * Io threads; keeps nothing but what stands in the socket.
 */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final NodeConfig.Screen limits;
    private final Sockets sockets;
    private final Reception reception;
    private final Traffic traffic;
    private final HubCodec codec;
    private final LongSupplier millis;

    /** @param sockets of this node @param reception where requests go @param codec of the dialect @param millis the loop's clock */
    public Intake(Sockets sockets, Reception reception, HubCodec codec, LongSupplier millis) {
        this.limits = sockets.limits();
        this.sockets = sockets;
        this.reception = reception;
        this.traffic = sockets.traffic();
        this.codec = codec;
        this.millis = millis;
    }

    @Nullable
    HubSocket socket(long line) {
        return sockets.find(line);
    }

    void opened(HubSocket socket) {
        reception.opened().accept(socket.line());
    }

    void gone(HubSocket socket) {
        if (socket.goneNow(millis.getAsLong())) {
            reception.gone().accept(socket.line());
        }
    }

    void text(HubSocket socket, String text) {
        traffic.in();
        socket.delivered();
        if (socket.closing()) {
            return;
        }
        Size size = Size.of(text, limits.frameMaxBytes());
        if (size == Size.BEYOND) {
            socket.close(1009, "a message longer than this node reads");
        } else if (!socket.bucket.take(millis.getAsLong())) {
            reject(
                    socket,
                    Refusal.Code.TOO_FAST,
                    "A screen may send " + limits.framesPerSecond() + " messages a second.",
                    text);
        } else if (codec.isPing(text)) {
            socket.send(HubCodec.PONG);
        } else if (size == Size.TOO_LARGE) {
            reject(socket, Refusal.Code.TOO_LARGE, "A message may have " + limits.frameMaxBytes() + " bytes.", text);
        } else {
            judge(socket, text);
        }
    }

    void binary(HubSocket socket) {
        traffic.in();
        socket.delivered();
        if (!socket.closing()) {
            refuse(socket, new Refusal(Refusal.Code.BAD_REQUEST, "This node reads text, not binary frames."), null);
            strike(socket);
        }
    }

    private void judge(HubSocket socket, String text) {
        Decoded decoded = codec.decode(text);
        if (decoded instanceof Decoded.Refused refused) {
            refuse(socket, refused.refusal(), refused.opId());
            strike(socket);
        } else if (decoded instanceof Decoded.Asked asked) {
            handOver(socket, asked.envelope());
        }
    }

    private void handOver(HubSocket socket, Envelope envelope) {
        if (!reception.take().test(socket.line(), envelope)) {
            refuse(socket, new Refusal(Refusal.Code.BUSY, "The node has too much to do; try again."), envelope.opId());
        }
    }

    private void reject(HubSocket socket, Refusal.Code code, String reason, String text) {
        refuse(socket, new Refusal(code, reason), codec.peekOpId(text));
        strike(socket);
    }

    private void refuse(HubSocket socket, Refusal refusal, @Nullable String opId) {
        traffic.reject();
        if (opId != null) {
            socket.send(codec.encode(new Notice.AckRefused(opId, refusal.code().name(), refusal.reason())));
        } else if (socket.complainsFirst()) {
            LOG.info(
                    "A frame on line {} was refused ({}): {} Nothing was stored; more of these on this line are only counted.",
                    socket.line().id(),
                    refusal.code(),
                    refusal.reason());
        }
    }

    private void strike(HubSocket socket) {
        if (socket.strikes.strike(millis.getAsLong())) {
            socket.close(1008, Strikes.MAX + " rejected messages within " + Strikes.WINDOW.toSeconds() + " s");
        }
    }
}
