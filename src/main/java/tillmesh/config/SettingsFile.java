package tillmesh.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of {@code key = value} lines in UTF-8; lines that begin with {@code #} are for people. Unlike
 * {@link java.util.Properties} a backslash is a backslash: {@code C:\tillmesh} means what it says.
 */
final class SettingsFile {
    private static final String FORM = "Write lines of the form key = value; lines for people begin with #";

    private final Path file;

    SettingsFile(Path file) {
        this.file = file;
    }

    /** Reads it into {@code gathering}. */
    void into(Gathering gathering) {
        try {
            List<String> lines = Files.readAllLines(file);
            Map<String, Integer> seen = new HashMap<>();
            for (int number = 1; number <= lines.size(); number++) {
                line(lines.get(number - 1), number, seen, gathering);
            }
        } catch (CharacterCodingException e) {
            gathering.problem("--config", "the file " + file + " is not UTF-8", "Save it as UTF-8");
        } catch (IOException e) {
            gathering.problem(
                    "--config",
                    "the file " + file + " cannot be read (" + e + ")",
                    "Name a file that this user may read");
        }
    }

    private void line(String raw, int number, Map<String, Integer> seen, Gathering gathering) {
        String line = raw.strip();
        if (number == 1 && line.startsWith("\uFEFF")) {
            // Windows editors put this in front of UTF-8.
            line = line.substring(1).strip();
        }
        if (line.isEmpty() || line.startsWith("#") || line.startsWith("!")) {
            return;
        }
        String origin = file + " line " + number;
        int equals = line.indexOf('=');
        if (equals <= 0) {
            // Not shown: a line without '=' may hold half a secret.
            gathering.problem(origin, "the line has no '=' after a key", FORM);
            return;
        }
        String name = line.substring(0, equals).strip();
        Integer before = seen.put(name, number);
        if (before != null) {
            gathering.problem(
                    name, "it is set twice, in lines " + before + " and " + number + " of " + file, "Keep one");
            return;
        }
        String text = line.substring(equals + 1).strip();
        if (text.isEmpty()) {
            // "key =" leaves the default, as in a template that nobody filled in.
            gathering.known(name, origin);
        } else {
            gathering.named(name, text, origin);
        }
    }
}
