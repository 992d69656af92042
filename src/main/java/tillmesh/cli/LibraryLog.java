package tillmesh.cli;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what libraries say by {@code java.util.logging} into the node's own log. */
final class LibraryLog extends Handler {
    private final SimpleFormatter words = new SimpleFormatter();

    @Override
    public void publish(LogRecord line) {
        if (!isLoggable(line)) {
            return;
        }
        Logger log = LoggerFactory.getLogger(line.getLoggerName() == null ? "library" : line.getLoggerName());
        String text = words.formatMessage(line);
        if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
            log.error(text, line.getThrown());
        } else if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            log.warn(text, line.getThrown());
        } else {
            log.debug(text, line.getThrown());
        }
    }

    @Override
    public void flush() {
        // Nothing is kept here.
    }

    @Override
    public void close() {
        // Nothing is open here.
    }
}
