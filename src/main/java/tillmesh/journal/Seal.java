package tillmesh.journal;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * CRC-32C over the name of a table and the columns of a row, in their order there: finds any flipped bit in it, not a
 * malicious hand. Numbers count as decimal text and truth values as 0 or 1, so that a row can be checked column by column
 * as SQLite gives them out.
 */
final class Seal {
    private final CRC32C sum = new CRC32C();

    private Seal(String table) {
        add(bytes(table));
    }

    static long of(String table, @Nullable Object... columns) {
        Seal seal = new Seal(table);
        for (Object column : columns) {
            seal.add(column == null ? null : bytes(column));
        }
        return seal.value();
    }

    /** A seal that is made column by column. */
    static Seal begin(String table) {
        return new Seal(table);
    }

    // A byte that UTF-8 never uses begins each column, another one stands for a missing value.
    void add(byte @Nullable [] column) {
        sum.update(column == null ? 0xfe : 0xff);
        if (column != null) {
            sum.update(column);
        }
    }

    long value() {
        return sum.getValue();
    }

    private static byte[] bytes(Object column) {
        String text = column instanceof Boolean truth ? (truth ? "1" : "0") : column.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @param of what the row is, for the sentence @throws tillmesh.fault.Fault when the seal is not the right one */
    static void check(long seal, long right, String of) {
        if (seal != right) {
            throw SqlTrouble.damaged(of + " is damaged", null);
        }
    }
}
