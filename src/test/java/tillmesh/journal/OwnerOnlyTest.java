package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
    @TempDir
    Path dir;

    @BeforeEach
    void there_are_such_permissions() {
        assumeTrue(dir.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void nobody_else_reads_the_folder_the_database_or_its_log() throws Exception {
        TestLane lane = new TestLane(dir.resolve("a/lane"));
        Journal journal = lane.open();
        TestLane.append(journal, TestLane.event("{}"));

        assertEquals("rwx------", permissions(lane.folder.dir()));
        assertEquals("rw-------", permissions(lane.folder.database()));
        assertEquals("rw-------", permissions(lane.folder.wal()));
        journal.close();
    }

    @Test
    void a_copy_and_a_repaired_database_are_as_private() throws Exception {
        TestLane lane = new TestLane(Files.createDirectories(dir.resolve("open-to-all")));
        Journal journal = lane.open();
        TestLane.append(journal, TestLane.event("{}"));
        Path copy = journal.tidying().copyAside("before-reset");
        journal.close();
        assertEquals("rw-------", permissions(copy));
        try (RandomAccessFile file = new RandomAccessFile(lane.folder.database().toFile(), "rw")) {
            file.seek(16);
            file.write(77);
        }

        lane.open().close();

        assertEquals("rw-------", permissions(lane.folder.database()));
    }
}
