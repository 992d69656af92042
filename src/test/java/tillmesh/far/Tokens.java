package tillmesh.far;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens of a project, signed with its secret as its owner signs them. */
public final class Tokens {
    private final byte[] secret;

    Tokens(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** A token of these claims. @param claims a JSON object */
    public String of(String claims) {
        String signed = text("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + text(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }

    /** What a lane of this store is given. */
    public String lane(String tenant, String store) {
        return of("{\"role\":\"tillmesh_lane\",\"tenant\":\"" + tenant + "\",\"store\":\"" + store + "\"}");
    }

    private static String text(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
