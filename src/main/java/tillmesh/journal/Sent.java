package tillmesh.journal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tillmesh.entry.Entry;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;

/**
 * What a lane's file says that one cloud has, of all lanes, to be compared with that cloud. Reads only; like {@link Reading},
 * from which it comes, one thread at a time. Every question throws {@link tillmesh.fault.Fault} when what it reads is damaged.
 */
public final class Sent {
    /** So many entries are read at once at most. */
    public static final int PORTION = 1_000;

    private final String cloud;
    private final Marks marks;
    private final EntryMapper entries;

    Sent(String cloud, Marks marks, EntryMapper entries) {
        this.cloud = cloud;
        this.marks = marks;
        this.entries = entries;
    }

    /**
     * One stream.
     *
     * @param from the first number that is still in this file
     * @param upto the last number that the cloud is said to have; below {@code from} when it is said to have none
     * @param last the last number in this file
     * @param without numbers that the cloud refuses and has not
     */
    public record Part(Stream stream, long from, long upto, long last, Set<Long> without) {}

    /** All streams of the file, oldest first. */
    public List<Part> parts() {
        return SqlTrouble.asked("reading what was sent", () -> {
            Upstairs upstairs = marks.upstairs();
            return marks.streams().stream().map(row -> part(row, upstairs)).toList();
        });
    }

    private Part part(StreamRow row, Upstairs upstairs) {
        long upto = upstairs.upto(cloud, row.name());
        Set<Long> without = new HashSet<>();
        upstairs.all().stream()
                .filter(one -> one.cloud().equals(cloud))
                .flatMap(one -> one.refused().getOrDefault(row.name(), List.of()).stream())
                .map(Upstairs.Refused::seq)
                .filter(seq -> !upstairs.took(cloud, new tillmesh.entry.EntryId(row.name(), seq)))
                .forEach(without::add);
        return new Part(row.name(), row.prunedUpto() + 1, upto, entries.lastSeq(row.stream()), without);
    }

    /** A number and the hash of its entry. */
    public record Numbered(long seq, Hash hash) {}

    /** The hashes of a stream from one number up to another, both included, oldest first; at most {@link #PORTION}. */
    public List<Numbered> hashes(Stream stream, long from, long upto) {
        return SqlTrouble.asked(
                "reading hashes",
                () -> entries.prunable(marks.number(stream), from - 1, upto, PORTION).stream()
                        .map(row -> new Numbered(row.seq(), Hash.of(row.hash())))
                        .toList());
    }

    /** The entries themselves, each checked against its hash; at most {@link #PORTION}. */
    public List<Entry> entries(Stream stream, long from, long upto) {
        int limit = (int) Math.min(PORTION, Math.max(0, upto - from + 1));
        return SqlTrouble.asked(
                "reading entries",
                () -> entries.ofStream(marks.number(stream), from, limit).stream()
                        .filter(row -> row.seq() <= upto)
                        .map(row -> Entries.checked(row).entry())
                        .toList());
    }
}
