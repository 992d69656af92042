package tillmesh.peer.jgroups;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/** Authorities and certificates, made by the JDK's keytool when a test needs them, so that none is too old. */
public final class Certificates {
    public static final String PASSWORD = "a-password-for-tests";
    private static final char[] LETTERS = PASSWORD.toCharArray();

    private final Path folder;

    public Certificates(Path folder) {
        this.folder = folder;
    }

    /** Makes an authority. @return the file that trusts it and nobody else */
    public Path authority(String name) throws Exception {
        keytool(book(name), "-alias", "authority", "-dname", "CN=" + name, "-ext", "bc:c");
        KeyStore trust = empty();
        trust.setCertificateEntry("authority", load(book(name)).getCertificate("authority"));
        return store(trust, name + "-trust");
    }

    /** Makes a key and a certificate. @return the file of its owner */
    public Path lane(String authority, String name, String subject, String... more) throws Exception {
        List<String> options = new ArrayList<>(
                List.of("-alias", name, "-dname", subject, "-signer", "authority", "-signerkeypass", PASSWORD));
        options.addAll(List.of(more));
        keytool(book(authority), options.toArray(String[]::new));
        KeyStore all = load(book(authority));
        KeyStore own = empty();
        own.setKeyEntry("lane", all.getKey(name, LETTERS), LETTERS, all.getCertificateChain(name));
        return store(own, name);
    }

    private Path book(String authority) {
        return folder.resolve(authority + "-book.p12");
    }

    private static void keytool(Path book, String... options) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(
                tool.toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keystore",
                book.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC"));
        command.addAll(List.of(options));
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("keytool answered " + exit);
        }
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, LETTERS);
            return store;
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private Path store(KeyStore store, String name) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(name + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, LETTERS);
        }
        return file;
    }
}
