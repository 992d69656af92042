package tillmesh.peer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tillmesh.lease.Ballot;
import tillmesh.lease.Claim;
import tillmesh.lease.Fact;
import tillmesh.lease.Recall;
import tillmesh.lease.Resource;
import tillmesh.lease.Roster;
import tillmesh.peer.LeaseMessage.Accept;
import tillmesh.peer.LeaseMessage.Accepted;
import tillmesh.peer.LeaseMessage.Learned;
import tillmesh.peer.LeaseMessage.Nack;
import tillmesh.peer.LeaseMessage.Prepare;
import tillmesh.peer.LeaseMessage.Promise;

/**
 * What one lane promises and keeps for the shop. A promise and what was accepted are on the disk before the answer leaves.
 * Renewals of sessions are only remembered: after a restart each session gets its full time again, which is never too short.
 * Loop thread only.
 */
final class Acceptor {
    private final LeaseSite site;
    private final LeaseDisk disk;
    private final Post post;
    private final Runnable changed;
    private final Shelf shelf;
    private final long bornAt;
    private Ballot promised;
    private boolean whole;

    /** @param changed told when somebody has a table more or less */
    Acceptor(LeaseSite site, LeaseDisk disk, Post post, Runnable changed) {
        this.site = site;
        this.disk = disk;
        this.post = post;
        this.changed = changed;
        this.bornAt = site.now();
        LeaseDisk.Kept kept = disk.read();
        promised = kept.promised();
        whole = kept.whole();
        shelf = new Shelf(site, disk, kept.facts());
    }

    Ballot promised() {
        return promised;
    }

    /** The roster on this disk. */
    @Nullable
    Roster roster() {
        return shelf.roster();
    }

    /** How much this disk's word counts. */
    Recall recall() {
        if (whole) {
            return Recall.WHOLE;
        }
        return site.now() - bornAt
                        > site.policy().times().session().toMillis()
                                + site.policy().times().margin().toMillis()
                ? Recall.WAITED
                : Recall.LOST;
    }

    void prepare(PeerId from, Prepare prepare, List<Claim> holds) {
        if (prepare.ballot().compareTo(promised) < 0) {
            post.to(from, new Nack(prepare.ballot(), promised));
            return;
        }
        promise(prepare.ballot());
        post.to(from, new Promise(prepare.ballot(), site.disk(), recall(), shelf.known(), holds));
    }

    void accept(PeerId from, Accept accept) {
        if (accept.ballot().compareTo(promised) < 0) {
            post.to(from, new Nack(accept.ballot(), promised));
            return;
        }
        promise(accept.ballot());
        shelf.store(accept.facts());
        if (accept.facts().stream().anyMatch(Acceptor::aboutTable)) {
            changed.run();
        }
        post.to(from, new Accepted(accept.ballot(), accept.op(), site.disk(), recall()));
    }

    /** A majority without this disk has what this disk was told under the ballot. */
    void learned(Learned learned) {
        if (learned.ballot().equals(promised)) {
            becomeWhole();
        }
    }

    /** This lane founds the shop: there is nothing before it that could have been forgotten. */
    void becomeWhole() {
        if (!whole) {
            disk.whole();
            whole = true;
            site.loop().undo(() -> whole = false);
        }
    }

    private void promise(Ballot ballot) {
        if (!ballot.equals(promised)) {
            Ballot before = promised;
            disk.promised(ballot);
            promised = ballot;
            site.loop().undo(() -> promised = before);
        }
    }

    // Of orders nobody has to be told: who wants one asks.
    private static boolean aboutTable(Fact fact) {
        return fact instanceof Claim claim && claim.resource().kind() == Resource.Kind.TABLE;
    }

    List<Claim> elsewhere(Resource.Kind kind) {
        return shelf.elsewhere(kind);
    }

    @Nullable
    Claim elsewhere(Resource resource) {
        return shelf.elsewhere(resource);
    }

    void prune() {
        shelf.prune();
    }
}
