package tillmesh.entry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import tillmesh.time.Stamp;

/**
 * The hash chain: what exactly is hashed. The form is part of the product's promise and is never changed, only followed by
 * a form with another first byte.
 *
 * <p>Form 1, all numbers big-endian: the byte 1; 32 bytes prevHash; lane; incarnation (4); seq (8); wallMillis (8);
 * count (4); topic; subject; token; version (8); base; screen; opId; payload. A text is its length in UTF-8 bytes (4)
 * and the bytes; a missing text is the length -1. The stamp's lane is the origin and is not repeated.
 */
public final class Chain {
    private static final byte FORM = 1;

    private Chain() {}

    /** The hash of an entry. Any thread. */
    public static Hash hash(EntryId id, Stamp stamp, Draft draft, Hash prevHash) {
        byte[] payload = draft.payload().getBytes(StandardCharsets.UTF_8);
        MessageDigest digest = sha256();
        ByteBuffer head = ByteBuffer.allocate(headSizeMax(id, draft));
        head.put(FORM).put(prevHash.bytes());
        text(head, id.stream().origin().name());
        head.putInt(id.stream().incarnation()).putLong(id.seq());
        head.putLong(stamp.wallMillis()).putInt(stamp.count());
        text(head, draft.topic());
        text(head, draft.subject());
        text(head, draft.token());
        head.putLong(draft.version());
        text(head, draft.base());
        text(head, draft.screen());
        text(head, draft.opId());
        head.putInt(payload.length);
        digest.update(head.array(), 0, head.position());
        digest.update(payload);
        return Hash.of(digest.digest());
    }

    private static void text(ByteBuffer into, @Nullable String text) {
        if (text == null) {
            into.putInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        into.putInt(bytes.length).put(bytes);
    }

    // UTF-8 needs at most 3 bytes for one char; the fixed fields take 65 bytes and eight lengths 32.
    private static int headSizeMax(EntryId id, Draft draft) {
        int chars = id.stream().origin().name().length() + draft.topic().length();
        for (String text :
                new @Nullable String[] {draft.subject(), draft.token(), draft.base(), draft.screen(), draft.opId()}) {
            chars += text == null ? 0 : text.length();
        }
        return 128 + 3 * chars;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
