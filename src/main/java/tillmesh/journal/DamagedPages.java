package tillmesh.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a database that SQLite refuses, as its newest commit left them: those of the file, and over them those of
 * the write-ahead log as far as its checksums hold. Trusts nothing in the header, since every file of ours has pages of
 * 4096 bytes. Only reads. One thread.
 *
 * <p>Source: the description of the SQLite file format, sections 1.5 (freelist) and 4 (write-ahead log).
 */
final class DamagedPages implements AutoCloseable {
    static final int PAGE = 4096;
    private static final int WAL_HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int FREELIST_HEAD = 32;

    private final RandomAccessFile file;
    private final @Nullable RandomAccessFile wal;
    private final Map<Integer, Long> newer = new HashMap<>();
    private int count;

    DamagedPages(Path database, Path walFile) throws IOException {
        file = new RandomAccessFile(database.toFile(), "r");
        count = (int) (file.length() / PAGE);
        wal = Files.exists(walFile) ? new RandomAccessFile(walFile.toFile(), "r") : null;
        if (wal != null) {
            readLog(wal);
        }
    }

    /** Highest page number. */
    int count() {
        return count;
    }

    /** Page 1 and up; null when it is not there. The caller may keep it. */
    byte @Nullable [] page(int number) throws IOException {
        Long inLog = newer.get(number);
        RandomAccessFile from = inLog == null || wal == null ? file : wal;
        long at = inLog == null ? (number - 1L) * PAGE : inLog;
        if (number < 1 || at + PAGE > from.length()) {
            return null;
        }
        byte[] page = new byte[PAGE];
        from.seek(at);
        from.readFully(page);
        return page;
    }

    private void readLog(RandomAccessFile log) throws IOException {
        byte[] header = new byte[WAL_HEADER];
        if (log.length() < WAL_HEADER) {
            return;
        }
        log.readFully(header);
        ByteBuffer head = ByteBuffer.wrap(header);
        int magic = head.getInt(0);
        ByteOrder order = (magic & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        LogSum sum = new LogSum(order);
        sum.add(header, 0, WAL_HEADER - 8);
        if (magic >>> 1 == 0x377f0682 >>> 1 && head.getInt(8) == PAGE && sum.is(head.getInt(24), head.getInt(28))) {
            readFrames(log, sum, head.getLong(16));
        }
    }

    private void readFrames(RandomAccessFile log, LogSum sum, long salts) throws IOException {
        Map<Integer, Long> open = new HashMap<>();
        byte[] frame = new byte[FRAME_HEADER + PAGE];
        for (long at = WAL_HEADER; at + frame.length <= log.length(); at += frame.length) {
            log.seek(at);
            log.readFully(frame);
            ByteBuffer head = ByteBuffer.wrap(frame, 0, FRAME_HEADER);
            sum.add(frame, 0, 8);
            sum.add(frame, FRAME_HEADER, PAGE);
            if (head.getLong(8) != salts || !sum.is(head.getInt(16), head.getInt(20))) {
                return;
            }
            open.put(head.getInt(0), at + FRAME_HEADER);
            int pagesAfterCommit = head.getInt(4);
            if (pagesAfterCommit > 0) {
                newer.putAll(open);
                open.clear();
                count = pagesAfterCommit;
            }
        }
    }

    /** The pages that hold nothing any more; null when the list of them is damaged. */
    @Nullable
    Set<Integer> free() throws IOException {
        Set<Integer> free = new HashSet<>();
        byte[] first = page(1);
        int trunk = first == null ? -1 : ByteBuffer.wrap(first).getInt(FREELIST_HEAD);
        while (trunk != 0) {
            byte[] page = page(trunk);
            if (page == null || !free.add(trunk)) {
                return null;
            }
            ByteBuffer list = ByteBuffer.wrap(page);
            int leaves = list.getInt(4);
            if (leaves < 0 || leaves > PAGE / 4 - 2) {
                return null;
            }
            for (int i = 0; i < leaves; i++) {
                free.add(list.getInt(8 + 4 * i));
            }
            trunk = list.getInt(0);
        }
        return free;
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (wal != null) {
            wal.close();
        }
    }

    /** The running checksum of a log. */
    private static final class LogSum {
        private final ByteOrder order;
        private int first;
        private int second;

        LogSum(ByteOrder order) {
            this.order = order;
        }

        void add(byte[] bytes, int from, int length) {
            ByteBuffer words = ByteBuffer.wrap(bytes, from, length).order(order);
            while (words.remaining() >= 8) {
                first += words.getInt() + second;
                second += words.getInt() + first;
            }
        }

        boolean is(int one, int two) {
            return first == one && second == two;
        }
    }
}
