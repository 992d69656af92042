package tillmesh.cli;

import ch.qos.logback.classic.ClassicConstants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where a node's log goes. To be set up before the first line is logged. */
final class Logs {
    /** A file of this name in the data folder replaces the built-in set-up. */
    static final String FILE = "logback.xml";

    private Logs() {}

    /** @param dataDir where somebody may have put a set-up of their own */
    static void begin(Path dataDir) {
        Path own = dataDir.resolve(FILE);
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) == null && Files.isRegularFile(own)) {
            System.setProperty(
                    ClassicConstants.CONFIG_FILE_PROPERTY, own.toUri().toString());
        }
        quietLibraries();
    }

    // Grizzly and Tyrus tell by java.util.logging what concerns nobody in a shop.
    private static void quietLibraries() {
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        for (Handler handler : root.getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                root.removeHandler(handler);
            }
        }
        root.addHandler(new LibraryLog());
    }
}
