package tillmesh.peer;

import java.time.Duration;
import java.util.List;
import tillmesh.lease.CutOff;
import tillmesh.lease.Fact;
import tillmesh.lease.LeasePolicy;
import tillmesh.lease.LeaseTimes;
import tillmesh.lease.Recall;
import tillmesh.lease.Roster;
import tillmesh.lease.Session;
import tillmesh.lease.Version;
import tillmesh.peer.LeaseMessage.Accept;
import tillmesh.peer.LeaseMessage.Accepted;
import tillmesh.peer.LeaseMessage.Nack;
import tillmesh.peer.LeaseMessage.Prepare;
import tillmesh.peer.LeaseMessage.Promise;

/** One safety rule taken away, by bending what lanes are told or remember; the code under test stays as it is. */
enum MeshSabotage {
    NOTHING,
    /** A new candidate is told nothing of what was granted before it. */
    NOTHING_COLLECTED,
    /** Lanes that are away promise and accept, as if any view were a majority. */
    VIEW_IS_MAJORITY,
    /** Grants count as stored by lanes that have not stored them. */
    GRANTS_NOT_STORED,
    /** Renewals count as stored by lanes that have not stored them. */
    RENEWALS_NOT_STORED,
    /** Renewals come without what the lanes do not have yet. */
    RENEWALS_ALONE,
    /** Lanes do not say as of when they know all that was in force. */
    OVER_UNKNOWN,
    /** Lanes accept what is older than their promise. */
    OLD_BALLOTS_ACCEPTED,
    /** The session of a lane that left the view is over at once. */
    FREED_WHEN_AWAY,
    /** A home counts from when it was answered, and has no margin. */
    COUNTED_FROM_ANSWER,
    /** The clock of a lane stands still while its machine sleeps. */
    CLOCK_SLEEPS,
    /** Promises and facts are lost in a reboot. */
    SOFT_MEMORY,
    /** All lanes make the same ballot for the same epoch. */
    EPOCH_IS_BALLOT;

    LeasePolicy policy(int lanes) {
        LeaseTimes usual = LeaseTimes.usual();
        Duration margin = this == COUNTED_FROM_ANSWER ? Duration.ofSeconds(-4) : usual.margin();
        return new LeasePolicy(
                new LeaseTimes(usual.session(), margin, usual.renew(), usual.collect(), usual.answer(), usual.yield()),
                CutOff.PROVISIONAL,
                lanes);
    }

    /** What really arrives instead of a message. */
    LeaseMessage bend(MeshWorld world, MeshLane from, LeaseMessage message) {
        if (message instanceof Promise promise && this == NOTHING_COLLECTED) {
            return with(
                    promise,
                    promise.facts().stream().filter(Roster.class::isInstance).toList());
        }
        if (message instanceof Promise promise && this == FREED_WHEN_AWAY) {
            return with(
                    promise,
                    promise.facts().stream()
                            .map(fact -> fact instanceof Session session && !world.reaches(from, session.home())
                                    ? session.resting(0)
                                    : fact)
                            .toList());
        }
        if (message instanceof Promise promise && this == OVER_UNKNOWN) {
            return with(
                    promise,
                    promise.facts().stream()
                            .map(fact -> fact instanceof Roster roster ? roster.as(Version.NONE) : fact)
                            .toList());
        }
        if (message instanceof Accept accept && this == RENEWALS_ALONE) {
            return new Accept(
                    accept.ballot(),
                    accept.op(),
                    accept.facts().stream()
                            .filter(fact -> fact.version().op() == accept.op())
                            .toList());
        }
        if (message instanceof Nack nack && this == OLD_BALLOTS_ACCEPTED) {
            Long op = world.net().opOf(nack.refused());
            return op == null
                    ? message
                    : new Accepted(nack.refused(), op, from.disk().id(), Recall.WHOLE);
        }
        return message;
    }

    private static Promise with(Promise promise, List<Fact> facts) {
        return new Promise(promise.ballot(), promise.disk(), promise.recall(), facts, List.of());
    }

    /** What a lane is made to believe that another one answered; null for nothing. */
    LeaseMessage forge(MeshLane other, LeaseMessage sent) {
        if (sent instanceof Prepare prepare && this == VIEW_IS_MAJORITY) {
            return new Promise(prepare.ballot(), other.disk().id(), Recall.WHOLE, List.of(), List.of());
        }
        if (sent instanceof Accept accept && forgesAccepted(accept)) {
            return new Accepted(accept.ballot(), accept.op(), other.disk().id(), Recall.WHOLE);
        }
        return null;
    }

    private boolean forgesAccepted(Accept accept) {
        boolean renewal = accept.facts().stream().allMatch(Session.class::isInstance);
        return this == VIEW_IS_MAJORITY || this == GRANTS_NOT_STORED || (this == RENEWALS_NOT_STORED && renewal);
    }
}
