package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.journal.HeadMark.Head;
import tillmesh.sim.Dice;

class HeadMarkTest {
    @TempDir
    Path dir;

    private Path file() {
        return dir.resolve("head.mark");
    }

    private Head reread() {
        try (HeadMark mark = new HeadMark(file())) {
            return mark.read();
        }
    }

    @Test
    void a_fresh_file_knows_nothing() throws Exception {
        assertNull(reread());
        Files.write(file(), new byte[64]);
        assertNull(reread());
    }

    @Test
    void the_newest_commit_is_read_back_without_closing() {
        HeadMark mark = new HeadMark(file());
        mark.begin(7, 3);
        for (int seq = 1; seq <= 5; seq++) {
            mark.moved(new Head(7, seq, 3));
            assertEquals(new Head(7, seq, 3), reread());
        }
        mark.moved(new Head(7, 5, 4));
        assertEquals(new Head(7, 5, 4), reread());
        mark.close();
    }

    @Test
    void an_older_life_never_shows_through() {
        HeadMark mark = new HeadMark(file());
        mark.begin(7, 0);
        mark.moved(new Head(7, 900, 0));
        mark.begin(-8, 1);

        assertEquals(new Head(-8, 0, 1), reread());
        mark.close();
    }

    @Test
    void a_damaged_slot_falls_back_to_the_commit_before_it_and_never_beyond() {
        Dice.throwing(300, dice -> {
            try (HeadMark mark = new HeadMark(file())) {
                mark.begin(7, 2);
                mark.moved(new Head(7, 41, 2));
                mark.moved(new Head(7, 42, 2));
            }
            try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
                int at = dice.nextInt(64);
                bytes.seek(at);
                int before = bytes.read();
                bytes.seek(at);
                bytes.write(before ^ 1 << dice.nextInt(8));
            }

            Head read = java.util.Objects.requireNonNull(reread());

            assertEquals(7, read.incarnation());
            assertEquals(true, read.seq() == 41 || read.seq() == 42);
        });
    }
}
