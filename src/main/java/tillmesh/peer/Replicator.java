package tillmesh.peer;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.journal.Copies;
import tillmesh.journal.Copies.Fate;
import tillmesh.journal.Journal;
import tillmesh.journal.Journal.Appended;
import tillmesh.loop.Loop;
import tillmesh.peer.CopyMessage.Chunk;
import tillmesh.peer.CopyMessage.Digest;
import tillmesh.peer.CopyMessage.Folded;
import tillmesh.peer.CopyMessage.Have;
import tillmesh.peer.CopyMessage.Kept;
import tillmesh.peer.CopyMessage.Offer;
import tillmesh.peer.CopyMessage.Relay;
import tillmesh.peer.CopyMessage.Resend;
import tillmesh.peer.CopyMessage.Stored;
import tillmesh.peer.CopyMessage.Unfold;
import tillmesh.peer.CopyMessage.Upto;

/**
 * Copies of entries: offers what this lane writes, keeps what others write, acknowledges after the flush, and finds by
 * digest what got lost on the way. Loop thread; every public method within a note.
 */
final class Replicator {
    private final Loop loop;
    private final InstantSource wall;
    private final Journal journal;
    private final Peers peers;
    private final Arrivals arrivals;
    private final Inflow inflow;
    private final Folding folding;
    private final CloudNews cloudNews;
    private final Map<PeerId, Outflow> outflows = new HashMap<>();
    private final List<Entry> fresh = new ArrayList<>();
    /** Up to where screens have been told that own entries are safe. A mark outlives a failed note, what it was to tell does not. */
    private final Map<Stream, Long> safe = new HashMap<>();

    private final Recent recent;
    private final Receipts receipts;
    private boolean offering;

    Replicator(PeerRoom room, Neighbours neighbours, Arrivals arrivals) {
        this.loop = room.loop();
        this.wall = room.wall();
        this.journal = room.journal();
        this.peers = room.peers();
        this.arrivals = arrivals;
        this.recent = new Recent(journal);
        this.receipts = new Receipts(loop, journal, peers, neighbours);
        this.cloudNews = new CloudNews(room, arrivals);
        this.inflow = new Inflow(loop, journal, peers, neighbours);
        this.folding = new Folding(journal, neighbours);
        neighbours.silence(this::silentSince);
    }

    private @Nullable Long silentSince(PeerId peer) {
        Outflow outflow = outflows.get(peer);
        return outflow == null ? null : outflow.silentSince();
    }

    /** This lane wrote an entry: it is offered to all once it is on the disk. */
    void appended(Appended appended) {
        fresh.add(appended.entry());
        loop.undo(() -> fresh.remove(fresh.size() - 1));
        if (!offering) {
            offering = true;
            loop.undo(() -> offering = false);
            loop.effect(this::offer);
        }
    }

    private void offer() {
        offering = false;
        List<Entry> entries = List.copyOf(fresh);
        fresh.clear();
        recent.add(entries);
        outflows.values().forEach(outflow -> outflow.fresh(entries));
    }

    /** A lane is here and understood: both tell what they have. Its other disks do not count any more. */
    void met(PeerId peer, Hello hello) {
        outflows.put(peer, new Outflow(peer, peers, recent, journal, loop));
        if (journal.marks().peers().onlyDisk(peer.lane().name(), hello.disk())) {
            arrivals.moved(journal.stream(), 0, journal.lastSeq());
            safe.clear();
        }
        loop.effect(() -> digest(peer, true));
    }

    /** A process left the view. */
    void gone(PeerId peer) {
        outflows.remove(peer);
        inflow.gone(peer);
    }

    /** A message of a lane that is here. */
    void heard(PeerId from, CopyMessage message) {
        if (message instanceof Offer offer) {
            take(from, offer.entries());
        } else if (message instanceof Chunk chunk) {
            chunk(from, chunk);
        } else if (message instanceof Kept said) {
            kept(from, said);
        } else if (message instanceof Digest digest) {
            digested(from, digest);
        } else if (message instanceof Folded folded) {
            folded(from, folded);
        } else if (message instanceof Unfold) {
            loop.effect(() -> peers.send(from, folding.whole(false)));
        } else if (message instanceof Resend asked) {
            loop.effect(() -> answer(from, asked));
        } else if (message instanceof Stored stored) {
            cloudNews.heard(stored);
        } else if (message instanceof Relay relay) {
            arrivals.relayed(relay.kind(), relay.payload());
        }
    }

    private void take(PeerId from, List<Entry> entries) {
        for (Entry entry : entries) {
            Stream stream = entry.id().stream();
            if (stream.equals(journal.stream())) {
                arrivals.alarm("Lane " + from.lane() + " sent entry " + entry.id() + " of this very node's life."
                        + " Look whether another node runs with a copy of this disk.");
                return;
            }
            Copies.Taken taken = journal.copies().keep(entry);
            if (taken.fate() == Fate.KEPT) {
                arrivals.arrived(Objects.requireNonNull(taken.appended()));
            }
            if (taken.fate() == Fate.KEPT || taken.fate() == Fate.KNOWN) {
                receipts.owe(stream);
            } else {
                refused(from, entry, taken.fate());
                return;
            }
        }
    }

    private void refused(PeerId from, Entry entry, Fate fate) {
        Stream stream = entry.id().stream();
        if (fate == Fate.GAP) {
            boolean origin = from.equals(new PeerId(stream.origin(), stream.incarnation()));
            if (origin) {
                long next = journal.copies().upto(stream) + 1;
                loop.effect(() -> peers.send(from, new Resend(stream, next, Outflow.FRAME)));
            }
        } else {
            arrivals.alarm(
                    "Entry " + entry.id() + " from lane " + from.lane()
                            + (fate == Fate.FORK
                                    ? " is not the one that is kept here under that name, or does not follow on it. It was not taken;"
                                            + " prove both journals with 'tillmesh prove'."
                                    : " was damaged on its way or on that lane's disk. It was not taken; prove that lane's journal."));
        }
    }

    private void kept(PeerId from, Kept said) {
        for (Upto upto : said.upto()) {
            mark(from, said.disk(), upto.stream(), upto.seq());
        }
    }

    private void mark(PeerId from, String disk, Stream stream, long seq) {
        boolean own = stream.equals(journal.stream());
        long here = own ? journal.lastSeq() : journal.copies().upto(stream);
        long upto = Math.min(seq, here);
        if (own && seq > here) {
            arrivals.alarm("Lane " + from.lane() + " has entries of this very node's life that it never wrote. Look"
                    + " whether another node runs with a copy of this disk.");
        }
        if (upto > 0 && journal.marks().knows(stream)) {
            Long told = safe.get(stream);
            long before = told == null ? journal.marks().peerUpto(stream) : told;
            journal.marks().peers().kept(disk, from.lane().name(), new EntryId(stream, upto), wall.millis());
            long after = journal.marks().peerUpto(stream);
            if (after != before && stream.origin().equals(journal.stream().origin())) {
                arrivals.moved(stream, Math.min(before, after), Math.max(before, after));
                safe.put(stream, after);
                loop.undo(() -> safe.put(stream, before));
            }
        }
        if (own) {
            Outflow outflow = outflows.get(from);
            if (outflow != null) {
                loop.effect(() -> outflow.kept(upto));
            }
        }
    }

    private void folded(PeerId from, Folded said) {
        Digest all = folding.unfolded(said);
        if (all == null) {
            loop.effect(() -> peers.send(from, new Unfold()));
        }
        digested(from, all == null ? new Digest(said.disk(), said.open(), said.answer()) : all);
    }

    private void digested(PeerId from, Digest digest) {
        inflow.told(from, digest.have());
        long ofOurs = 0;
        for (Have have : digest.have()) {
            if (have.stream().equals(journal.stream())) {
                ofOurs = have.upto();
            }
            beginAfterPruned(have);
            mark(from, digest.disk(), have.stream(), have.upto());
        }
        long restartAt = Math.min(ofOurs, journal.lastSeq());
        Outflow outflow = outflows.get(from);
        loop.effect(() -> {
            if (outflow != null) {
                outflow.restart(restartAt);
            }
            if (digest.answer()) {
                digest(from, false);
            }
            inflow.ask();
        });
    }

    private void beginAfterPruned(Have have) {
        if (have.prunedHash() != null
                && have.prunedUpto() > journal.copies().upto(have.stream())
                && !have.stream().equals(journal.stream())) {
            journal.copies().beginAfter(have.stream(), have.prunedUpto(), have.prunedHash());
        }
    }

    private void digest(PeerId to, boolean answer) {
        peers.send(to, folding.digest(to, answer));
        cloudNews.all().forEach(news -> peers.send(to, news));
    }

    private void answer(PeerId from, Resend asked) {
        Stream stream = asked.stream();
        if (stream.equals(journal.stream())) {
            Outflow outflow = outflows.get(from);
            if (outflow != null) {
                outflow.restart(Math.min(asked.from() - 1, journal.lastSeq()));
            }
            return;
        }
        int weight = Math.min(Math.max(asked.bytesMax(), 1), Inflow.PORTION);
        long upto = journal.copies().upto(stream);
        List<Entry> slice = journal.copies().slice(stream, asked.from(), upto, weight);
        boolean more = !slice.isEmpty() && slice.get(slice.size() - 1).id().seq() < upto;
        peers.send(from, new Chunk(stream, asked.from(), slice, more));
    }

    private void chunk(PeerId from, Chunk chunk) {
        if (chunk.entries().isEmpty()) {
            loop.effect(() -> inflow.hasNot(from, chunk.stream()));
        } else {
            take(from, chunk.entries());
            loop.effect(() -> inflow.came(from, chunk.stream()));
        }
        loop.effect(inflow::ask);
    }

    /** A cloud gave this lane a receipt: kept, and told to all. */
    void stored(Stored receipt) {
        cloudNews.heard(receipt);
        loop.effect(() -> outflows.keySet().forEach(peer -> peers.send(peer, receipt)));
    }

    /** Once a second: who stands still is asked what it has. @param all whether it is time for a digest to everybody */
    void tick(boolean all) {
        loop.effect(() -> {
            outflows.forEach((peer, outflow) -> {
                if (all || outflow.stalled()) {
                    digest(peer, true);
                }
            });
            inflow.ask();
        });
    }

    /** Whether something is on its way or lacking: then digests come more often. */
    boolean busy() {
        return inflow.lacks() || outflows.values().stream().anyMatch(Outflow::stalled);
    }

    /** Tells all lanes something for their screens that is not kept. */
    void relay(String kind, String payload) {
        loop.effect(() -> outflows.keySet().forEach(peer -> peers.send(peer, new Relay(kind, payload))));
    }
}
