package tillmesh.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

    /** Up to where a cloud has a stream; 0 when it has none of it, or this disk has not heard of the stream. */
    public long upto(String cloud, Stream stream) {
        Long number = numbers.get(stream);
        return number == null ? 0 : table.cloudUpto(cloud, number);
    }

    /** Whether a cloud refuses an entry for good. */
    public boolean refuses(String cloud, EntryId entry) {
        Long number = numbers.get(entry.stream());
        return number != null && table.refuses(cloud, new EntryNumber(number, entry.seq()));
    }

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
