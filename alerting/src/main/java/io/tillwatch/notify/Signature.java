package io.tillwatch.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages the way the Standard Webhooks specification says (standardwebhooks.com): HMAC-SHA256 over
 * {@code id.timestamp.body}, Base64, with the version in front.
 */
final class Signature {
    private static final String BASE64_MARK = "whsec_";

    private Signature() {}

    static String of(String secret, String id, long timestampSeconds, String body) {
        byte[] key = secret.startsWith(BASE64_MARK)
                ? Base64.getDecoder().decode(secret.substring(BASE64_MARK.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signed = (id + '.' + timestampSeconds + '.' + body).getBytes(StandardCharsets.UTF_8);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
