package tillmesh.peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Claim;
import tillmesh.lease.Verdict;
import tillmesh.peer.LeaseMessage.Ask;
import tillmesh.peer.LeaseMessage.Denial;
import tillmesh.peer.LeaseMessage.Denied;
import tillmesh.peer.LeaseMessage.Granted;

/** Requests on their way to whoever grants: asked again every second, given up after a few. Loop thread only. */
final class Errands {
    private static final long AGAIN_MILLIS = 1_000;

    private final LeaseSite site;
    private final Post post;
    private final Map<Long, Errand> open = new LinkedHashMap<>();
    private long requests;

    Errands(LeaseSite site, Post post) {
        this.site = site;
        this.post = post;
    }

    private record Errand(LeaseMessage message, Consumer<@Nullable LeaseMessage> answered, long since, long sentAt) {
        Errand sent(long now) {
            return new Errand(message, answered, since, now);
        }
    }

    /** The number of the next request. */
    long number() {
        return ++requests;
    }

    /** Sends a request. @param answered told the answer, or null when none came in time */
    void send(long number, LeaseMessage message, Consumer<@Nullable LeaseMessage> answered) {
        put(number, new Errand(message, answered, site.now(), site.now()));
        post.to(post.coordinator(), message);
    }

    /** What an answer means for the screen that asked; null is none. */
    static Verdict verdict(@Nullable LeaseMessage answer) {
        if (answer instanceof Granted granted) {
            return new Verdict.Granted(granted.claim());
        }
        if (answer instanceof Denied denied) {
            return denied.why() == Denial.HELD
                    ? new Verdict.Held(denied.by(), denied.lane())
                    : denied.why() == Denial.NOT_ALLOWED ? new Verdict.NotAllowed(denied.by()) : new Verdict.CutOff();
        }
        return new Verdict.NoAnswer();
    }

    /** Whether somebody waits for the answer. */
    boolean open(long number) {
        return open.containsKey(number);
    }

    /** The answer came; a second one finds nobody waiting. */
    void answered(long number, @Nullable LeaseMessage answer) {
        Errand errand = open.get(number);
        if (errand != null) {
            put(number, null);
            errand.answered().accept(answer);
        }
    }

    /** A request for what this claim gives to the same screen. */
    Optional<Long> wanting(Claim claim) {
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().message() instanceof Ask ask
                        && ask.resource().equals(claim.resource())
                        && claim.by(ask.holder()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Asks again at once: somebody else grants now, or will listen now. */
    void again() {
        for (Map.Entry<Long, Errand> entry : open.entrySet()) {
            entry.setValue(entry.getValue().sent(site.now()));
            post.to(post.coordinator(), entry.getValue().message());
        }
    }

    void tick() {
        long now = site.now();
        long patience = site.policy().times().answer().toMillis();
        List<Long> late = new ArrayList<>();
        for (Map.Entry<Long, Errand> entry : open.entrySet()) {
            Errand errand = entry.getValue();
            if (now - errand.since() >= patience) {
                late.add(entry.getKey());
            } else if (now - errand.sentAt() >= AGAIN_MILLIS) {
                entry.setValue(errand.sent(now));
                post.to(post.coordinator(), errand.message());
            }
        }
        late.forEach(number -> answered(number, null));
    }

    private void put(long number, @Nullable Errand errand) {
        Errand before = errand == null ? open.remove(number) : open.put(number, errand);
        site.loop().undo(() -> {
            if (before == null) {
                open.remove(number);
            } else {
                open.put(number, before);
            }
        });
    }
}
