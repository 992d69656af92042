package tillmesh.peer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Roster;
import tillmesh.shop.LaneId;

/**
 * Who votes: a lane seen for the first time is taken in, an absent one goes when an administrator says so. One lane at a
 * time, by the votes of before and of after, and with everything that was agreed stored by both. Loop thread only.
 */
final class Enrolment {
    private final Post post;
    private final Voting voting;

    Enrolment(Post post, Voting voting) {
        this.post = post;
        this.voting = voting;
    }

    /** Goes one step, when there is one to go. Only while grants are firm. */
    void tick(Term term) {
        Roster roster = term.table.roster();
        if (roster == null || !term.firm() || term.open(Roster.KEY)) {
            return;
        }
        if (!roster.settled()) {
            change(term, roster.settled(term.nextVersion()));
            return;
        }
        Optional<LaneId> stranger = post.members().keySet().stream()
                .filter(lane -> roster.seat(lane).isEmpty())
                .findFirst();
        stranger.ifPresent(lane -> change(term, roster.enrolling(lane, term.nextVersion())));
    }

    /** Takes a lane's vote; not that of one in view, which would be taken in again at once. */
    void retire(@Nullable Term term, LaneId lane) {
        Roster roster = term == null ? null : term.table.roster();
        if (term == null || roster == null || !term.firm() || term.open(Roster.KEY) || !roster.settled()) {
            return;
        }
        if (roster.seat(lane).isPresent() && post.member(lane).isEmpty()) {
            change(term, roster.retiring(lane, term.nextVersion()));
        }
    }

    private void change(Term term, Roster next) {
        term.table.roster(next);
        voting.proposeAll(term, () -> {});
    }
}
