package tillmesh.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a lane's Java is started: the Java that runs here, its class path, and the options that are shipped for lanes. */
final class JavaCommand {
    private static final String OPTIONS = "/tillmesh/conf/jvm.options";
    private static final String ARCHIVE = "-XX:SharedArchiveFile=";

    private JavaCommand() {}

    /** @param program its main class @param arguments what it is told */
    static List<String> of(String program, List<String> arguments) {
        String classPath = System.getProperty("java.class.path", "");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options(classPath));
        // As it was written when this process began: the archive fits no other spelling of the same path.
        command.addAll(List.of("-cp", classPath, program));
        command.addAll(arguments);
        return command;
    }

    private static List<String> options(String classPath) {
        List<String> options = new ArrayList<>();
        for (String line : shipped().split("\n", -1)) {
            if (line.startsWith("-") && !line.startsWith(ARCHIVE)) {
                options.add(line.strip());
            }
        }
        Path archive = Path.of(classPath.replaceFirst("\\.jar$", ".jsa"));
        if (classPath.endsWith(".jar") && Files.exists(archive)) {
            options.add(ARCHIVE + archive);
        }
        return options;
    }

    private static String shipped() {
        try (InputStream options = JavaCommand.class.getResourceAsStream(OPTIONS)) {
            return options == null ? "" : new String(options.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // They make a lane small; it runs without them too.
            return "";
        }
    }
}
