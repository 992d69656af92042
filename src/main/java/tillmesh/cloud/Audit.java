package tillmesh.cloud;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tillmesh.cloud.FarLedger.FarBlock;
import tillmesh.cloud.FarLedger.FarEntry;
import tillmesh.cloud.FarLedger.FarStream;
import tillmesh.entry.Entry;
import tillmesh.entry.EntryId;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;
import tillmesh.journal.Sent;
import tillmesh.journal.Sent.Numbered;
import tillmesh.journal.Sent.Part;

/**
 * Compares what a cloud acknowledged with what it has. Whole blocks of a thousand are compared by one digest; only where they
 * differ are entries named. Proves nothing about what the cloud was never sent. One thread, which waits.
 */
public final class Audit {
    private static final int BATCH = 200;

    private final Sent here;
    private final FarLedger there;
    private final LongConsumer progress;
    private long compared;

    /** @param progress told how many entries were compared, now and then */
    public Audit(Sent here, FarLedger there, LongConsumer progress) {
        this.here = here;
        this.there = there;
        this.progress = progress;
    }

    /** Numbers in a row, both ends included. */
    public record Range(long from, long upto) {
        /** How many. */
        public long size() {
            return upto - from + 1;
        }

        @Override
        public String toString() {
            return from == upto ? String.valueOf(from) : from + " to " + upto;
        }
    }

    /**
     * What was found out about one stream.
     *
     * @param from the first number that could be compared: older ones were pruned here
     * @param upto the last number that the cloud has acknowledged
     * @param unsent how many later ones are here
     * @param there how many entries of the stream the cloud says it has
     * @param missing acknowledged, and not there
     * @param changed there, and not what was sent
     * @param unknown how many numbers beyond the last one here are there: this disk is older than the cloud
     */
    public record Finding(
            Stream stream,
            long from,
            long upto,
            long unsent,
            long there,
            List<Range> missing,
            List<EntryId> changed,
            long unknown) {
        /** Whether everything that was acknowledged is there, as it was sent. */
        public boolean whole() {
            return missing.isEmpty() && changed.isEmpty();
        }

        /** How many entries are missing. */
        public long lost() {
            return missing.stream().mapToLong(Range::size).sum();
        }
    }

    /** One finding for each stream of this lane's file. @throws Fault when the cloud does not answer */
    public List<Finding> compare() {
        Map<Stream, FarStream> known = new HashMap<>();
        there.streams().forEach(stream -> known.put(stream.stream(), stream));
        List<Finding> findings = new ArrayList<>();
        for (Part part : here.parts()) {
            findings.add(compare(part, known.get(part.stream())));
        }
        return findings;
    }

    private Finding compare(Part part, @Nullable FarStream far) {
        Missing missing = new Missing();
        List<EntryId> changed = new ArrayList<>();
        Map<Long, FarBlock> blocks = part.upto() < part.from() ? Map.of() : blocks(part.stream());
        for (long block = (part.from() - 1) / FarLedger.BLOCK; block * FarLedger.BLOCK < part.upto(); block++) {
            long from = Math.max(part.from(), block * FarLedger.BLOCK + 1);
            long upto = Math.min(part.upto(), (block + 1) * FarLedger.BLOCK);
            List<Numbered> own = here.hashes(part.stream(), from, upto);
            if (!same(own, blocks.get(block))) {
                entries(part, own, from, upto, missing, changed);
            }
            compared += own.size();
            progress.accept(compared);
        }
        long last = far == null ? 0 : far.last();
        return new Finding(
                part.stream(),
                part.from(),
                part.upto(),
                Math.max(0, part.last() - Math.max(part.upto(), part.from() - 1)),
                far == null ? 0 : far.entries(),
                missing.ranges,
                changed,
                Math.max(0, last - part.last()));
    }

    private Map<Long, FarBlock> blocks(Stream stream) {
        Map<Long, FarBlock> blocks = new HashMap<>();
        long after = -1;
        while (true) {
            List<FarBlock> portion = there.blocks(stream, after);
            portion.forEach(block -> blocks.put(block.block(), block));
            if (portion.isEmpty()) {
                return blocks;
            }
            long last = portion.get(portion.size() - 1).block();
            if (last <= after) {
                throw new Fault(Remedy.CALL_SOMEONE, "the cloud counts its blocks backwards", "look at its functions");
            }
            after = last;
        }
    }

    private static boolean same(List<Numbered> own, @Nullable FarBlock far) {
        return far != null && far.entries() == own.size() && far.digest().equals(digest(own));
    }

    private static String digest(List<Numbered> own) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            own.forEach(one -> digest.update(one.hash().toString().getBytes(StandardCharsets.US_ASCII)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private void entries(Part part, List<Numbered> own, long from, long upto, Missing missing, List<EntryId> changed) {
        Map<Long, Hash> far = new HashMap<>();
        for (FarEntry entry : there.entries(part.stream(), from, upto)) {
            far.put(entry.seq(), entry.hash());
        }
        for (Numbered one : own) {
            Hash hash = far.get(one.seq());
            if (hash == null && !part.without().contains(one.seq())) {
                missing.add(one.seq());
            } else if (hash != null && !hash.equals(one.hash())) {
                changed.add(new EntryId(part.stream(), one.seq()));
            }
        }
    }

    /** Gathers numbers into ranges. */
    private static final class Missing {
        final List<Range> ranges = new ArrayList<>();

        void add(long seq) {
            int last = ranges.size() - 1;
            if (last >= 0 && ranges.get(last).upto() == seq - 1) {
                ranges.set(last, new Range(ranges.get(last).from(), seq));
            } else {
                ranges.add(new Range(seq, seq));
            }
        }
    }

    /**
     * Sends what is missing once more. What was changed there is left alone: a cloud keeps what it has under a name.
     *
     * @return how many entries the cloud has confirmed
     * @throws Fault at the first batch that it does not confirm; what was confirmed before it is there
     */
    public long resend(Finding finding) {
        long stored = 0;
        List<Entry> next = new ArrayList<>();
        for (Range range : finding.missing()) {
            for (long from = range.from(); from <= range.upto(); from += BATCH) {
                next.addAll(here.entries(finding.stream(), from, Math.min(range.upto(), from + BATCH - 1)));
                if (next.size() >= BATCH) {
                    stored += send(next);
                    next.clear();
                }
            }
        }
        return stored + (next.isEmpty() ? 0 : send(next));
    }

    private int send(List<Entry> entries) {
        Batch batch = new Batch(entries);
        Judgement judgement = Judgement.of(batch, there.store(batch));
        Answer.Failed failed = judgement.failed();
        if (failed != null
                || judgement.through() < batch.size()
                || !judgement.refused().isEmpty()) {
            String why = failed != null ? failed.why() : "it does not confirm all of them";
            throw new Fault(
                    Remedy.RETRY,
                    "the cloud did not take entries from " + batch.first() + " on: " + why,
                    "see that it works, and ask again; nothing is lost");
        }
        return batch.size();
    }
}
