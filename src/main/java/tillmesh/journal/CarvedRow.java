package tillmesh.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row read straight from a page. Whether it means anything its seal or hash must tell.
 *
 * @param rowId the row's number, 0 in tables and indexes that have none
 * @param values Long, String, byte[] or null
 */
record CarvedRow(long rowId, List<@Nullable Object> values) {
    private static final int TABLE_LEAF = 0x0d;
    private static final int INDEX_LEAF = 0x0a;
    private static final int INDEX_INNER = 0x02;

    /** The rows of a page; those that cannot be read are left out. @param at which page, since the first begins with the file's header */
    static List<CarvedRow> of(DamagedPages pages, int at) throws IOException {
        byte[] page = pages.page(at);
        List<CarvedRow> rows = new ArrayList<>();
        int head = at == 1 ? 100 : 0;
        int type = page == null ? 0 : page[head];
        if (page == null || (type != TABLE_LEAF && type != INDEX_LEAF && type != INDEX_INNER)) {
            return rows;
        }
        ByteBuffer bytes = ByteBuffer.wrap(page);
        int cells = Short.toUnsignedInt(bytes.getShort(head + 3));
        int pointers = head + (type == INDEX_INNER ? 12 : 8);
        for (int i = 0; i < cells && pointers + 2 * i + 2 <= page.length; i++) {
            CarvedRow row = row(pages, bytes, type, Short.toUnsignedInt(bytes.getShort(pointers + 2 * i)));
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static @Nullable CarvedRow row(DamagedPages pages, ByteBuffer page, int type, int at) throws IOException {
        try {
            ByteBuffer cell = page.duplicate().position(type == INDEX_INNER ? at + 4 : at);
            long length = varint(cell);
            long rowId = type == TABLE_LEAF ? varint(cell) : 0;
            byte[] record = payload(pages, cell, length, type == TABLE_LEAF);
            return record == null ? null : new CarvedRow(rowId, values(ByteBuffer.wrap(record)));
        } catch (RuntimeException e) {
            // Lengths that point outside: this is no row.
            return null;
        }
    }

    private static byte @Nullable [] payload(DamagedPages pages, ByteBuffer cell, long length, boolean table)
            throws IOException {
        int usable = DamagedPages.PAGE;
        if (length < 1 || length > (long) pages.count() * usable) {
            return null;
        }
        int most = table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
        int least = (usable - 12) * 32 / 255 - 23;
        int kept = (int) (least + (length - least) % (usable - 4));
        int local = (int) (length <= most ? length : kept <= most ? kept : least);
        ByteBuffer record = ByteBuffer.allocate((int) length);
        record.put(record.position(), cell, cell.position(), local).position(local);
        int next = local < length ? cell.getInt(cell.position() + local) : 0;
        while (record.hasRemaining()) {
            byte[] overflow = pages.page(next);
            if (overflow == null) {
                return null;
            }
            next = ByteBuffer.wrap(overflow).getInt(0);
            record.put(overflow, 4, Math.min(record.remaining(), usable - 4));
        }
        return record.array();
    }

    private static List<@Nullable Object> values(ByteBuffer record) {
        ByteBuffer header = record.duplicate();
        int headerEnd = (int) varint(header);
        record.position(headerEnd);
        List<@Nullable Object> values = new ArrayList<>();
        while (header.position() < headerEnd) {
            values.add(value(record, varint(header)));
        }
        return values;
    }

    private static @Nullable Object value(ByteBuffer record, long type) {
        if (type >= 12) {
            byte[] bytes = new byte[Math.toIntExact((type - 12) / 2)];
            record.get(bytes);
            return type % 2 == 0 ? bytes : new String(bytes, StandardCharsets.UTF_8);
        }
        return switch ((int) type) {
            case 0 -> null;
            case 1 -> number(record, 1);
            case 2 -> number(record, 2);
            case 3 -> number(record, 3);
            case 4 -> number(record, 4);
            case 5 -> number(record, 6);
            case 6 -> number(record, 8);
            case 8 -> 0L;
            case 9 -> 1L;
            default -> throw new IllegalArgumentException("no value of ours has type " + type);
        };
    }

    private static Long number(ByteBuffer record, int bytes) {
        long value = record.get();
        for (int i = 1; i < bytes; i++) {
            value = value << 8 | (record.get() & 0xff);
        }
        return value;
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            byte next = bytes.get();
            value = value << 7 | (next & 0x7f);
            if (next >= 0) {
                return value;
            }
        }
        return value << 8 | (bytes.get() & 0xff);
    }

    /** A number. @throws ClassCastException when the column holds something else */
    long number(int column) {
        return java.util.Objects.requireNonNull((Long) values.get(column));
    }

    /** A text. @throws ClassCastException when the column holds something else */
    @Nullable
    String text(int column) {
        return (String) values.get(column);
    }

    /** Bytes. @throws ClassCastException when the column holds something else */
    byte @Nullable [] bytes(int column) {
        return (byte[]) values.get(column);
    }
}
