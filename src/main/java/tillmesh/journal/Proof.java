package tillmesh.journal;

import java.util.List;

/**
 * What a walk along the chains of a file found.
 *
 * @param streams one for each life of each lane that the file knows
 * @param missing ranges that this lane once had and has no more, as recorded when that was found
 * @param entries how many entries were walked
 * @param strays entries of a stream that the file does not know
 */
public record Proof(List<StreamProof> streams, List<String> missing, long entries, long strays) {
    /**
     * One stream.
     *
     * @param stream {@code L1-5f3a90c1}
     * @param entries rows found
     * @param head number of the newest entry, 0 when there is none
     * @param prunedUpto entries up to here may have been pruned
     * @param hash of the newest entry, hex
     * @param gaps missing numbers, at most 20 ranges
     * @param forks entries that are not chained to the one before, at most 20
     * @param unsound entries that are not what they were when they were hashed, at most 20
     * @param findings how many gaps, forks and unsound entries in all
     */
    public record StreamProof(
            String stream,
            long entries,
            long head,
            long prunedUpto,
            String hash,
            List<String> gaps,
            List<String> forks,
            List<String> unsound,
            long findings) {}

    /** Whether every chain closes. Ranges that are known to be missing count as not closed. */
    public boolean closed() {
        return missing.isEmpty() && chained();
    }

    /** Whether what is here is sound and chained, whatever is known to be missing. */
    public boolean chained() {
        return strays == 0 && streams.stream().allMatch(stream -> stream.findings() == 0);
    }
}
