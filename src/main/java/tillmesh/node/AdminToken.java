package tillmesh.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import tillmesh.config.Secret;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/** The secret for everything destructive: the configured one, or one made once and kept in the data folder, readable by its owner only. */
public final class AdminToken {
    private static final String FILE = "admin.token";
    private static final int BYTES = 24;

    private AdminToken() {}

    /** The token of a node. @param configured may be empty @param dir the data folder @throws Fault when the file cannot be read or made */
    public static Secret of(Secret configured, Path dir) {
        if (!configured.isEmpty()) {
            return configured;
        }
        Path file = dir.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Secret.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the admin token " + file + " cannot be read or made: " + e.getMessage(),
                    "let this user read and write the data folder, or set auth.admin-token",
                    e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            String text = HexFormat.of().formatHex(bytes) + "\n";
            channel.write(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }
    }
}
