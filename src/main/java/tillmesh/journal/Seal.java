package tillmesh.journal;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** CRC-32C over the columns of a projection row: finds any flipped bit in it, not a malicious hand. */
final class Seal {
    private Seal() {}

    static long of(@Nullable Object... columns) {
        CRC32C crc = new CRC32C();
        for (Object column : columns) {
            // A byte that UTF-8 never uses ends each column, another one stands for a missing value.
            crc.update(column == null ? 0xfe : 0xff);
            crc.update(String.valueOf(column).getBytes(StandardCharsets.UTF_8));
        }
        return crc.getValue();
    }

    /** @param of what the row is, for the sentence @throws tillmesh.fault.Fault when the seal is not the right one */
    static void check(long seal, long right, String of) {
        if (seal != right) {
            throw SqlTrouble.damaged(of + " is damaged", null);
        }
    }
}
