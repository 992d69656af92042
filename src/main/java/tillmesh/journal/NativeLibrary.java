package tillmesh.journal;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Unpacks SQLite's native library once into the data folder. By itself the driver unpacks it into the temporary folder at
 * each start and leaves it there when the process is killed.
 */
public final class NativeLibrary {
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private NativeLibrary() {}

    /**
     * To be called before the first connection of this process. Changes only speed and tidiness: where it does not work,
     * or somebody has set another library, the driver goes its own way.
     *
     * @param folder where libraries are kept, one folder for each version
     */
    public static void keepIn(Path folder) {
        if (System.getProperty(PATH) != null) {
            return;
        }
        String name = LibraryLoaderUtil.getNativeLibName();
        Path home = folder.resolve(SQLiteJDBCLoader.getVersion());
        try {
            URL packed = NativeLibrary.class.getResource(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
            JarEntry entry = entry(packed);
            if (packed == null || entry == null) {
                return;
            }
            if (!isSame(home.resolve(name), entry)) {
                unpack(packed, home, name);
            }
            System.setProperty(PATH, home.toString());
            System.setProperty(NAME, name);
        } catch (IOException e) {
            // A full or read-only folder: the driver tries the temporary one.
        }
    }

    // The jar knows size and checksum without being unpacked.
    private static @Nullable JarEntry entry(@Nullable URL packed) throws IOException {
        URLConnection connection = packed == null ? null : packed.openConnection();
        return connection instanceof JarURLConnection jar ? jar.getJarEntry() : null;
    }

    private static boolean isSame(Path file, JarEntry entry) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
            return false;
        }
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        return sum.getValue() == entry.getCrc();
    }

    // Moved into place when it is whole: two processes may start at once.
    private static void unpack(URL packed, Path home, String name) throws IOException {
        Files.createDirectories(home);
        Path half = Files.createTempFile(home, name, ".half");
        try (InputStream in = packed.openStream()) {
            Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
            Files.move(half, home.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
