package tillmesh.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.EntryId;
import tillmesh.entry.Stream;
import tillmesh.journal.MarkTable.EntryNumber;

/** What clouds have and what they refuse, as this disk was told. A look at one moment; loop thread only. */
public final class Upstairs {
    private final MarkTable table;
    private final Map<Stream, Long> numbers;

    Upstairs(MarkTable table, Map<Stream, Long> numbers) {
        this.table = table;
        this.numbers = numbers;
    }

    /** The clouds that must have everything, by name. */
    public List<String> wanted() {
        return table.clouds();
    }

    /** All clouds that are brought everything, by name. */
    public List<String> known() {
        return table.known();
    }

    /** Up to where a cloud has a stream; 0 when it has none of it, or this disk has not heard of the stream. */
    public long upto(String cloud, Stream stream) {
        Long number = numbers.get(stream);
        return number == null ? 0 : table.cloudUpto(cloud, number);
    }

    /** Whether a cloud refuses an entry for good. */
    public boolean refuses(String cloud, EntryId entry) {
        return row(cloud, entry) != null;
    }

    /** How often a cloud was sent an entry that it refuses; 0 when it refuses no such. */
    public int tries(String cloud, EntryId entry) {
        SetAside row = row(cloud, entry);
        return row == null ? 0 : row.retryCount();
    }

    private @Nullable SetAside row(String cloud, EntryId entry) {
        Long number = numbers.get(entry.stream());
        return number == null ? null : table.refusal(cloud, new EntryNumber(number, entry.seq()));
    }

    /** Whether a cloud took an entry after all that it had refused. */
    boolean took(String cloud, EntryId entry) {
        Cleared end = table.cleared(cloud, entry);
        return end != null && end.how() == Cleared.How.STORED;
    }

    /** The refusal of one entry, while nobody has decided about it. */
    public Optional<Open> open(String cloud, EntryId entry) {
        SetAside row = row(cloud, entry);
        return row == null || table.cleared(cloud, entry) != null
                ? Optional.empty()
                : Optional.of(new Open(cloud, entry, row.reason(), row.retryCount(), row.at()));
    }

    /** What configured clouds refuse and nobody has decided about, of all lanes, oldest first, at most so many. */
    public List<Open> open(int most) {
        List<Open> open = new ArrayList<>();
        for (EntryNumber number : table.allOpen()) {
            StreamRow stream = table.streams.get(number.stream());
            if (stream != null) {
                EntryId entry = new EntryId(stream.name(), number.seq());
                table.open(number)
                        .forEach(row ->
                                open.add(new Open(row.cloud(), entry, row.reason(), row.retryCount(), row.at())));
            }
        }
        return open.stream()
                .sorted(Comparator.comparing(Open::atMillis)
                        .thenComparing(one -> one.entry().toString()))
                .limit(most)
                .toList();
    }

    /**
     * An entry that a cloud refuses.
     *
     * @param reason one sentence
     * @param tries how often it was sent
     * @param atMillis when this lane learned of it, wall clock
     */
    public record Open(String cloud, EntryId entry, String reason, int tries, long atMillis) {}

    /** All that is known, by cloud, for telling others. */
    public List<OneCloud> all() {
        TreeSet<String> names = new TreeSet<>();
        table.cloudMarks().forEach(mark -> names.add(mark.cloud()));
        table.refusals().forEach(row -> names.add(row.cloud()));
        return names.stream().map(this::of).toList();
    }

    private OneCloud of(String cloud) {
        Map<Stream, Long> upto = new LinkedHashMap<>();
        table.cloudMarks().stream()
                .filter(mark -> mark.cloud().equals(cloud) && table.streams.containsKey(mark.stream()))
                .forEach(mark -> upto.put(name(mark.stream()), mark.upto()));
        Map<Stream, List<Refused>> refused = new LinkedHashMap<>();
        table.refusals().stream()
                .filter(row -> row.cloud().equals(cloud) && table.streams.containsKey(row.stream()))
                .forEach(row -> refused.computeIfAbsent(name(row.stream()), stream -> new ArrayList<>())
                        .add(new Refused(row.seq(), row.reason(), row.retryCount())));
        return new OneCloud(cloud, upto, refused);
    }

    private Stream name(long stream) {
        return java.util.Objects.requireNonNull(table.streams.get(stream)).name();
    }

    /**
     * One cloud.
     *
     * @param upto for each stream, everything up to that number is there or refused
     * @param refused for each stream what the cloud refuses of it
     */
    public record OneCloud(String cloud, Map<Stream, Long> upto, Map<Stream, List<Refused>> refused) {}

    /**
     * An entry that a cloud refuses for good.
     *
     * @param reason one sentence
     * @param retries how often it was tried
     */
    public record Refused(long seq, String reason, int retries) {}
}
