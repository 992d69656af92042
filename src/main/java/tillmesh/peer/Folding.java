package tillmesh.peer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.journal.Copies.Held;
import tillmesh.journal.Journal;
import tillmesh.peer.CopyMessage.Digest;
import tillmesh.peer.CopyMessage.Folded;
import tillmesh.peer.CopyMessage.Have;

/**
 * What this disk has, said in few words. Each start of each lane is a stream of its own for ever; those that are over and
 * that a peer has acknowledged just as far as they are here are told it as one hash. A belief that is wrong costs a round:
 * the hash does not fit, and the peer asks for all names. Loop thread; reads only.
 */
final class Folding {
    /** From this version of the conversation on. */
    static final int SINCE = 2;

    private final Journal journal;
    private final Neighbours neighbours;

    Folding(Journal journal, Neighbours neighbours) {
        this.journal = journal;
        this.neighbours = neighbours;
    }

    /** What to tell a peer. */
    CopyMessage digest(PeerId to, boolean answer) {
        boolean understood = neighbours
                .here(to)
                .filter(peer -> peer.hello().newest() >= SINCE)
                .isPresent();
        List<Held> folded = new ArrayList<>();
        List<Have> open = new ArrayList<>();
        for (Held held : held()) {
            if (understood && known(to, held)) {
                folded.add(held);
            } else {
                open.add(have(held));
            }
        }
        return folded.isEmpty()
                ? whole(answer)
                : new Folded(journal.storeId(), open, folded.size(), hash(folded), answer);
    }

    /** All that is here, by name. */
    Digest whole(boolean answer) {
        return new Digest(journal.storeId(), held().stream().map(Folding::have).toList(), answer);
    }

    /** What a peer said in few words, in full; null when it cannot be known, because here is something else. */
    @Nullable
    Digest unfolded(Folded said) {
        Set<Stream> named = new HashSet<>();
        said.open().forEach(have -> named.add(have.stream()));
        List<Held> same =
                held().stream().filter(held -> !named.contains(held.stream())).toList();
        if (same.size() != said.folded() || !hash(same).equals(said.hash())) {
            return null;
        }
        List<Have> all = new ArrayList<>(said.open());
        same.forEach(held -> all.add(new Have(held.stream(), held.upto(), 0, null)));
        return new Digest(said.disk(), all, said.answer());
    }

    // Lives in which nothing was written have nothing to tell.
    private List<Held> held() {
        return journal.copies().held(journal.stream(), journal.lastSeq()).stream()
                .filter(held -> held.upto() > 0)
                .toList();
    }

    private boolean known(PeerId to, Held held) {
        Stream stream = held.stream();
        boolean running = stream.equals(journal.stream())
                || neighbours
                        .here(new PeerId(stream.origin(), stream.incarnation()))
                        .isPresent();
        return !running && journal.marks().peers().keptBy(to.lane().name(), stream) == held.upto();
    }

    private static Have have(Held held) {
        return new Have(held.stream(), held.upto(), held.prunedUpto(), held.prunedHash());
    }

    /** SHA-256 over {@code L1-5f3a90c1 42} and a line feed for each stream, in the order of these texts. */
    static Hash hash(List<Held> streams) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            streams.stream()
                    .map(held -> held.stream() + " " + held.upto() + "\n")
                    .sorted(Comparator.naturalOrder())
                    .forEach(line -> sha.update(line.getBytes(StandardCharsets.UTF_8)));
            return Hash.of(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
