package tillmesh.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import tillmesh.fault.Fault;
import tillmesh.fault.Remedy;

/**
 * How a second terminal finds a running demo and is let in: a file in the demo's folder that only its owner can read.
 *
 * @param page where the demo's page is
 * @param token to be shown by whoever wants something done
 */
record Pass(String page, String token) {
    private static final String FILE = "demo.json";
    private static final int TOKEN_BYTES = 16;

    static Pass fresh(String page) {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        return new Pass(page, HexFormat.of().formatHex(token));
    }

    /** Whether that is the token; takes as long for any guess. */
    boolean admits(String shown) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Fault when the file cannot be written */
    void leaveIn(Path dir) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.deleteIfExists(dir.resolve(FILE));
            try (SeekableByteChannel channel = Files.newByteChannel(
                    dir.resolve(FILE), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
                channel.write(ByteBuffer.wrap((Words.write(this) + "\n").getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw new Fault(
                    Remedy.CALL_SOMEONE,
                    "the demo's folder " + dir + " cannot be written: " + e.getMessage(),
                    "go to a folder that this user may write, or name one with --data.dir=DIR",
                    e);
        }
    }

    /** The one that lies in a folder, whether its demo still runs or not. */
    static Optional<Pass> in(Path dir) {
        try {
            JsonNode said = Words.read(Files.readString(dir.resolve(FILE)));
            return said.hasNonNull("page") && said.hasNonNull("token")
                    ? Optional.of(new Pass(
                            said.get("page").asText(), said.get("token").asText()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The demo ends: its file goes. */
    static void takeBack(Path dir) {
        try {
            Files.deleteIfExists(dir.resolve(FILE));
        } catch (IOException e) {
            throw new Fault(Remedy.RETRY, "the file " + dir.resolve(FILE) + " stays", "delete it", e);
        }
    }

    // Never into a log.
    @Override
    public String toString() {
        return "Pass[" + page + "]";
    }
}
