package tillmesh.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    private static final String PATH = "org.sqlite.lib.path";

    @TempDir
    Path dir;

    @BeforeEach
    @AfterEach
    void forget() {
        System.clearProperty(PATH);
        System.clearProperty("org.sqlite.lib.name");
    }

    private Path unpacked() throws Exception {
        try (var files = Files.walk(dir)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    @Test
    void the_library_is_unpacked_once() throws Exception {
        NativeLibrary.keepIn(dir);
        Path library = unpacked();
        var first = Files.getLastModifiedTime(library);
        System.clearProperty(PATH);

        NativeLibrary.keepIn(dir);

        assertEquals(library.getParent().toString(), System.getProperty(PATH));
        assertEquals(first, Files.getLastModifiedTime(unpacked()));
    }

    @Test
    void a_damaged_library_is_unpacked_anew() throws Exception {
        NativeLibrary.keepIn(dir);
        Path library = unpacked();
        byte[] right = Files.readAllBytes(library);
        byte[] wrong = right.clone();
        wrong[wrong.length / 2] ^= 1;
        Files.write(library, wrong);
        System.clearProperty(PATH);

        NativeLibrary.keepIn(dir);

        assertTrue(java.util.Arrays.equals(right, Files.readAllBytes(library)));
    }

    @Test
    void a_library_that_somebody_chose_is_left_alone() {
        System.setProperty(PATH, "/opt/sqlite");

        NativeLibrary.keepIn(dir);

        assertEquals("/opt/sqlite", System.getProperty(PATH));
    }

    @Test
    void a_folder_that_cannot_be_written_is_no_obstacle() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));

        NativeLibrary.keepIn(file);

        assertEquals(null, System.getProperty(PATH));
    }
}
