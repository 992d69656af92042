package tillmesh.journal;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;
import tillmesh.shop.LaneId;

/**
 * One life of one lane, as table {@code stream} holds it.
 *
 * @param firstPrev what entry 1 is chained to
 * @param prunedUpto entries up to here may be gone
 * @param prunedHash hash of that entry, null when nothing was pruned
 * @param closedSeq last number, once the lane has begun another life here, else null
 */
record StreamRow(
        long stream,
        Stream name,
        long startedAt,
        Hash firstPrev,
        long prunedUpto,
        @Nullable Hash prunedHash,
        @Nullable Long closedSeq) {

    static StreamRow begun(long stream, Stream name, long startedAt, Hash firstPrev) {
        return new StreamRow(stream, name, startedAt, firstPrev, 0, null, null);
    }

    StreamRow prunedUpto(long upto, Hash hash) {
        return new StreamRow(stream, name, startedAt, firstPrev, upto, hash, closedSeq);
    }

    StreamRow numbered(long number) {
        return new StreamRow(number, name, startedAt, firstPrev, prunedUpto, prunedHash, closedSeq);
    }

    StreamRow closedAt(long seq) {
        return new StreamRow(stream, name, startedAt, firstPrev, prunedUpto, prunedHash, seq);
    }

    /** The row as it is stored. */
    Row row() {
        Row open = new Row(
                stream,
                name.origin().name(),
                name.incarnation(),
                startedAt,
                firstPrev.bytes(),
                prunedUpto,
                prunedHash == null ? null : prunedHash.bytes(),
                closedSeq,
                0);
        return open.sealed();
    }

    /** A row as stored. */
    @SuppressWarnings("ArrayRecordComponent") // rows are never compared; the arrays go straight to the driver
    record Row(
            long stream,
            String origin,
            int incarnation,
            long startedAt,
            byte[] firstPrev,
            long prunedUpto,
            byte @Nullable [] prunedHash,
            @Nullable Long closedSeq,
            long seal) {

        static final String COLUMNS =
                "stream, origin, incarnation, started_at, first_prev, pruned_upto, pruned_hash, closed_seq, seal";

        private Row sealed() {
            return new Row(
                    stream, origin, incarnation, startedAt, firstPrev, prunedUpto, prunedHash, closedSeq, rightSeal());
        }

        private long rightSeal() {
            return Seal.of(
                    "stream",
                    stream,
                    origin,
                    incarnation,
                    startedAt,
                    HexFormat.of().formatHex(firstPrev),
                    prunedUpto,
                    prunedHash == null ? null : HexFormat.of().formatHex(prunedHash),
                    closedSeq);
        }

        StreamRow checked() {
            Seal.check(seal, rightSeal(), "the row of a stream");
            return new StreamRow(
                    stream,
                    new Stream(new LaneId(origin), incarnation),
                    startedAt,
                    Hash.of(firstPrev),
                    prunedUpto,
                    prunedHash == null ? null : Hash.of(prunedHash),
                    closedSeq);
        }
    }
}
