package tillmesh.cloud;

import java.util.List;
import tillmesh.entry.Hash;
import tillmesh.entry.Stream;

/**
 * What a cloud itself tells of what it has, for a person who wants to be sure. Each question waits for its answer, so never on a
 * thread of a node; each throws {@link tillmesh.fault.Fault} when there is none, with the reason.
 */
public interface FarLedger extends AutoCloseable {
    /** So many entries make a block: number n is in block (n - 1) / 1000. */
    int BLOCK = 1_000;

    /** Every stream that is there. */
    List<FarStream> streams();

    /** The blocks of a stream after a number, oldest first, at most {@link #BLOCK}; one of which nothing is there is left out. @param after -1 for all */
    List<FarBlock> blocks(Stream stream, long after);

    /** The entries of a stream from one number up to another, both included, oldest first; at most {@link #BLOCK}. */
    List<FarEntry> entries(Stream stream, long from, long upto);

    /** Sends a batch and waits for what came of it. */
    Answer store(Batch batch);

    /** @param entries how many are there @param last the highest number @param lastHash of that one */
    record FarStream(Stream stream, long entries, long last, Hash lastHash) {}

    /** @param entries how many are there @param digest SHA-256 over their hashes, each as 64 hex digits, in order; 64 hex digits */
    record FarBlock(long block, long entries, String digest) {}

    /** One entry. */
    record FarEntry(long seq, Hash hash) {}

    @Override
    void close();
}
