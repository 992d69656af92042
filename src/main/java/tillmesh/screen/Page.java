package tillmesh.screen;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tillmesh.fault.Check;

/** A page out of the jar with the policy that lets a browser run exactly what the page brings along and nothing else. */
final class Page {
    private final byte[] html;
    private final String policy;

    private Page(byte[] html) {
        this.html = html;
        this.policy = policyOf(new String(html, StandardCharsets.UTF_8));
    }

    /** How many bytes it has. */
    int length() {
        return html.length;
    }

    /** Its Content-Security-Policy. */
    String policy() {
        return policy;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(html);
    }

    /** Reads a page. @param name of a file in {@code tillmesh/screen/pages} */
    static Page load(String name) {
        try (InputStream in = Page.class.getResourceAsStream("pages/" + name)) {
            Check.that(in != null, "the page %s is not in the jar", name);
            return new Page(Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the jar cannot be read", e);
        }
    }

    static String policyOf(String html) {
        return "default-src 'none'; script-src" + hashes(html, "script") + "; style-src" + hashes(html, "style")
                + "; connect-src 'self' ws: wss:; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String hashes(String html, String element) {
        StringBuilder hashes = new StringBuilder();
        Matcher blocks = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(html);
        while (blocks.find()) {
            hashes.append(" 'sha256-").append(sha256(blocks.group(1))).append('\'');
        }
        return hashes.length() == 0 ? " 'none'" : hashes.toString();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
