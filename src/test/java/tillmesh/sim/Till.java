package tillmesh.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tillmesh.protocol.Envelope;
import tillmesh.protocol.Notice;
import tillmesh.protocol.Notice.AckOk;
import tillmesh.protocol.Notice.AckRefused;
import tillmesh.protocol.Notice.AuthFail;
import tillmesh.protocol.Notice.AuthOk;
import tillmesh.protocol.Notice.Conflict;
import tillmesh.protocol.Notice.LeaseDenied;
import tillmesh.protocol.Notice.LeaseGranted;
import tillmesh.protocol.Notice.LeaseRevoked;
import tillmesh.protocol.Notice.OrderUpdated;
import tillmesh.protocol.Notice.Published;
import tillmesh.protocol.Notice.Review;
import tillmesh.protocol.Notice.SyncInit;
import tillmesh.protocol.Request;
import tillmesh.protocol.Request.Auth;

/** One screen of the shop: its connection, what it believes, and what it still waits for. */
final class Till {
    private static final int REMEMBERED = 40;
    private static final int AT_ONCE = 4;

    private final String device;
    private final String token;
    private final SimAudience lane;
    private final Map<String, Sale> sales = new LinkedHashMap<>();
    private final Map<String, Envelope> unanswered = new LinkedHashMap<>();
    private final List<Envelope> answered = new ArrayList<>();
    private List<Review.Case> cases = List.of();
    private @Nullable Wire wire;
    private boolean signedIn;
    private int operations;
    private String cursor = "start";

    /** @param token its sign-in, which carries the role */
    Till(String device, String token, SimAudience lane) {
        this.device = device;
        this.token = token;
        this.lane = lane;
    }

    String device() {
        return device;
    }

    boolean connected() {
        return wire != null;
    }

    boolean signedIn() {
        return wire != null && signedIn;
    }

    /** Opens a connection, whatever became of the one before. */
    void connect() {
        signedIn = false;
        wire = lane.open(this).orElse(null);
        signIn();
    }

    /** Asks to be let in, again if it must. */
    void signIn() {
        if (wire != null) {
            wire.send(new Envelope(new Auth(token, device), null));
        }
    }

    /** Goes away without a word. */
    void hangUp() {
        if (wire != null) {
            wire.hangUp();
            lost(wire);
        }
    }

    /** A connection is gone. */
    void lost(Wire gone) {
        if (gone == wire) {
            wire = null;
            signedIn = false;
            sales.values().forEach(sale -> sale.hold(false));
        }
    }

    /** Sends a request that wants an acknowledgement. */
    void ask(Request request) {
        Envelope envelope = new Envelope(request, device + "-" + ++operations);
        unanswered.put(String.valueOf(envelope.opId()), envelope);
        send(envelope);
    }

    /** Sends a request as an older client does. */
    void askPlainly(Request request) {
        send(new Envelope(request, null));
    }

    private void send(Envelope envelope) {
        if (wire != null) {
            wire.send(envelope);
        }
    }

    /** Sends the oldest that were never answered once more, under the same names. */
    void sendAgain() {
        unanswered.values().stream().limit(AT_ONCE).toList().forEach(this::send);
    }

    /** Sends something once more that was answered long ago. */
    void repeat(Dice dice) {
        if (!answered.isEmpty()) {
            send(dice.oneOf(answered));
        }
    }

    /** Requests that wait for their answer. */
    int waiting() {
        return unanswered.size();
    }

    Sale sale(String ref) {
        return sales.computeIfAbsent(ref, Sale::new);
    }

    List<Sale> sales() {
        return List.copyOf(sales.values());
    }

    List<Sale> held() {
        return sales.values().stream().filter(Sale::held).toList();
    }

    /** What waits in Review, as this till heard it last. */
    List<Review.Case> cases() {
        return cases;
    }

    int operations() {
        return operations;
    }

    String cursor() {
        return cursor;
    }

    /** Something arrived on a connection of this till. */
    void heard(Wire from, Notice notice) {
        if (from != wire) {
            return;
        }
        if (notice instanceof AuthOk) {
            signedIn = true;
            sendAgain();
        } else if (notice instanceof AuthFail) {
            signedIn = false;
        } else if (notice instanceof AckOk ack) {
            done(ack);
        } else if (notice instanceof AckRefused refused) {
            // Busy and full lanes are asked again later, under the same name.
            if (!refused.code().equals("DISK") && !refused.code().equals("BUSY")) {
                unanswered.remove(refused.opId());
            }
        } else if (notice instanceof Published published) {
            cursor = published.cursor();
        } else if (notice instanceof Review review) {
            cases = review.cases();
        } else {
            heardOfOrder(notice);
        }
    }

    private void heardOfOrder(Notice notice) {
        if (notice instanceof LeaseGranted granted) {
            sale(granted.posReference()).hold(true);
            sale(granted.posReference()).knows(granted.version());
        } else if (notice instanceof LeaseDenied denied) {
            sale(denied.posReference()).hold(false);
        } else if (notice instanceof LeaseRevoked revoked) {
            sale(revoked.posReference()).hold(false);
        } else if (notice instanceof OrderUpdated updated) {
            sale(updated.posReference()).learns(updated.version(), updated.snapshot());
        } else if (notice instanceof Conflict conflict) {
            sale(conflict.posReference()).learns(conflict.hubVersion(), conflict.hubSnapshot());
        } else if (notice instanceof SyncInit sync) {
            sync.orders().forEach(order -> sale(order.posReference()).learns(order.version(), order.snapshot()));
        }
    }

    private void done(AckOk ack) {
        Envelope envelope = unanswered.remove(ack.opId());
        if (envelope == null) {
            return;
        }
        answered.add(envelope);
        if (answered.size() > REMEMBERED) {
            answered.remove(0);
        }
        if (ack.version() != null && envelope.request() instanceof Request.SaveOrder save) {
            sale(save.order().text()).knows(ack.version());
        }
    }
}
