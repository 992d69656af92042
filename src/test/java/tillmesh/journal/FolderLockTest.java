package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

class FolderLockTest {
    @TempDir
    Path dir;

    @Test
    void a_folder_in_use_is_refused_with_the_name_of_who_has_it() {
        DataFolder folder = DataFolder.open(dir);
        try (FolderLock lock = FolderLock.take(folder)) {
            lock.announce("{\"lane\":\"L1\",\"pid\":4711}");

            Fault refused = assertThrows(Fault.class, () -> FolderLock.take(folder));

            assertEquals(Remedy.RETRY, refused.remedy());
            assertTrue(refused.sentence().contains("4711"), refused.sentence());
        }
    }

    @Test
    void a_folder_is_free_again_after_closing() {
        DataFolder folder = DataFolder.open(dir);
        FolderLock.take(folder).close();

        FolderLock.take(folder).close();
    }

    @Test
    void what_a_dead_process_left_in_the_file_is_no_obstacle() throws IOException {
        DataFolder folder = DataFolder.open(dir);
        Files.writeString(folder.lock(), "{\"lane\":\"L1\",\"pid\":1}");

        FolderLock.take(folder).close();

        assertEquals("", Files.readString(folder.lock()));
    }

    @Test
    void a_network_file_system_is_refused_and_a_local_one_is_not() {
        for (String type : new String[] {"nfs4", "CIFS", "fuse.sshfs", "9p"}) {
            Fault refused = assertThrows(Fault.class, () -> DataFolder.refuseNetwork(dir, type));
            assertTrue(refused.sentence().contains(type), refused.sentence());
        }
        for (String type : new String[] {"ext4", "xfs", "NTFS", "apfs", "tmpfs", "btrfs"}) {
            DataFolder.refuseNetwork(dir, type);
        }
    }

    @Test
    void a_folder_that_cannot_be_made_is_refused() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));

        Fault refused = assertThrows(Fault.class, () -> DataFolder.open(file.resolve("folder")));

        assertEquals(Remedy.CALL_SOMEONE, refused.remedy());
    }
}
