package tillmesh.entry;

import tillmesh.time.Stamp;

/**
 * One fact of the shop, as the lane of origin wrote it; the same bytes on every lane and in every cloud.
 *
 * @param id which entry
 * @param stamp when, on the hybrid clock of the origin
 * @param draft what, as the use case wanted it
 * @param prevHash hash of the entry before it in its stream; the first of a stream carries the head of the lane's stream
 *     before it, as far as that disk knew it, or zeroes
 * @param hash SHA-256 over prevHash, all fields and the payload, see {@link Chain}
 */
public record Entry(EntryId id, Stamp stamp, Draft draft, Hash prevHash, Hash hash) {

    /** The next entry of a stream, numbered and chained. */
    public static Entry chained(EntryId id, Stamp stamp, Draft draft, Hash prevHash) {
        return new Entry(id, stamp, draft, prevHash, Chain.hash(id, stamp, draft, prevHash));
    }

    /** Whether the stored hash is the hash of what is stored beside it. A flipped bit anywhere in the entry makes it false. */
    public boolean sound() {
        return hash.equals(Chain.hash(id, stamp, draft, prevHash));
    }
}
