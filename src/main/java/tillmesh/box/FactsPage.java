package tillmesh.box;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;

/** The page on which a person sees what came. It asks with the key, which comes to it behind the # of its address. */
final class FactsPage {
    private static final int NONCE_BYTES = 16;

    private final SecureRandom dice = new SecureRandom();
    private final String html;

    FactsPage() {
        try (InputStream in = FactsPage.class.getResourceAsStream("box.html")) {
            html = new String(
                    Objects.requireNonNull(in, "the box's page is not in the jar")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar cannot be read", e);
        }
    }

    void send(HttpExchange call) throws IOException {
        byte[] random = new byte[NONCE_BYTES];
        dice.nextBytes(random);
        String nonce = HexFormat.of().formatHex(random);
        call.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'nonce-" + nonce + "'; style-src 'nonce-" + nonce
                                + "'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        call.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        Counter.send(call, 200, "text/html; charset=utf-8", html.replace("{nonce}", nonce));
    }
}
