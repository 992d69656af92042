package tillmesh.peer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Ballot;
import tillmesh.lease.Claim;
import tillmesh.lease.Fact;
import tillmesh.lease.Holder;
import tillmesh.lease.Recall;
import tillmesh.lease.Resource;
import tillmesh.lease.Standing;
import tillmesh.lease.Token;
import tillmesh.lease.Version;
import tillmesh.shop.LaneId;

/** How lanes agree on who has what. Any of them may be lost, doubled or late. */
public sealed interface LeaseMessage extends PeerMessage {

    /** A candidate asks for the promise to refuse lower ballots, and for what the receiver knows. */
    record Prepare(Ballot ballot) implements LeaseMessage {}

    /**
     * The promise, on disk.
     *
     * @param disk the id of that disk
     * @param recall whether the promise counts as a vote
     * @param facts all that stands there; sessions with what is left of them
     * @param holds what the sender's own screens hold
     */
    record Promise(Ballot ballot, String disk, Recall recall, List<Fact> facts, List<Claim> holds)
            implements LeaseMessage {
        /** Takes copies. */
        public Promise {
            facts = List.copyOf(facts);
            holds = List.copyOf(holds);
        }
    }

    /** A prepare or an accept of a ballot below what the sender promised. */
    record Nack(Ballot refused, Ballot promised) implements LeaseMessage {}

    /**
     * A candidate wants facts stored.
     *
     * @param op number of the round within the ballot
     */
    record Accept(Ballot ballot, long op, List<Fact> facts) implements LeaseMessage {
        /** Takes a copy. */
        public Accept {
            facts = List.copyOf(facts);
        }
    }

    /** They are on the disk. @param recall whether that counts as a vote */
    record Accepted(Ballot ballot, long op, String disk, Recall recall) implements LeaseMessage {}

    /** A disk that began empty now knows what a majority knows: from here on its word counts. */
    record Learned(Ballot ballot) implements LeaseMessage {}

    /**
     * A home says that it is alive.
     *
     * @param seq grows with each renewal of this life of the process
     * @param disk of the home
     * @param holds what its screens hold, as far as it knows
     */
    record Renew(long seq, String disk, List<Claim> holds) implements LeaseMessage {
        /** Takes a copy. */
        public Renew {
            holds = List.copyOf(holds);
        }
    }

    /**
     * The home is known to be alive.
     *
     * @param seq of which renewal, from whose sending the home counts
     * @param standing firm when a majority knows it
     * @param at the sender's state of things: firm claims up to here that are missing below are not the home's
     * @param kept what the home holds
     * @param lost what it held and others have now
     */
    record Renewed(long seq, Standing standing, Version at, List<Claim> kept, List<Lost> lost) implements LeaseMessage {
        /** Takes copies. */
        public Renewed {
            kept = List.copyOf(kept);
            lost = List.copyOf(lost);
        }
    }

    /** A claim that is gone. @param token under which it was held @param by who has it now, for people; empty when nobody */
    record Lost(Resource resource, Token token, String by) {}

    /**
     * A screen wants something.
     *
     * @param req the sender's number of the request, in this life of its process; asking again under it is harmless
     * @param force take it from its holder if the role allows
     */
    record Ask(long req, String disk, Resource resource, Holder holder, boolean force) implements LeaseMessage {}

    /** It has it. */
    record Granted(long req, Claim claim) implements LeaseMessage {}

    /** It does not get it. @param by who has it, for people @param lane where they work; empty when unknown */
    record Denied(long req, Denial why, String by, String lane) implements LeaseMessage {}

    /** Why somebody does not get something. */
    enum Denial {
        /** Somebody else has it. */
        HELD,
        /** Somebody else has it and the asker's role may not take it. */
        NOT_ALLOWED,
        /** No majority, and the setting says to refuse. */
        CUT_OFF,
        /** The home's session is over: renew first, then ask again. */
        NO_SESSION
    }

    /** The home gave something back. */
    record Release(Resource resource, Token token) implements LeaseMessage {}

    /** Somebody takes over what the receiver's screen holds. @param id number of this revocation, of the sender */
    record Revoke(long id, Resource resource, Token token, String by) implements LeaseMessage {}

    /** The receiver's screen has it no more, and the disk knows. */
    record Yielded(long id) implements LeaseMessage {}

    /**
     * A ticket number, please.
     *
     * @param req as in {@link Ask}
     * @param floor the highest number of that day and type which the sender knows to have been given
     */
    record AskTicket(long req, String day, String orderType, long floor) implements LeaseMessage {}

    /** A number of the whole shop; null when there is no majority and the lane takes one of its own. */
    record Ticket(long req, @Nullable Long number) implements LeaseMessage {}

    /** An administrator takes a lane out of the roster, so that its votes are not waited for any more. */
    record Retire(LaneId lane) implements LeaseMessage {}
}
