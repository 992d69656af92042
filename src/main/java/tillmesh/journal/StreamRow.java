package tillmesh.journal;

import org.jspecify.annotations.Nullable;
import tillmesh.entry.Stream;
import tillmesh.shop.LaneId;

/** One row of table {@code stream}. */
@SuppressWarnings("ArrayRecordComponent") // rows are never compared; the arrays go straight to the driver
record StreamRow(
        long stream,
        String origin,
        int incarnation,
        long startedAt,
        byte[] firstPrev,
        long prunedUpto,
        byte @Nullable [] prunedHash) {

    Stream name() {
        return new Stream(new LaneId(origin), incarnation);
    }
}
