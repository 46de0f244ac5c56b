package io.tillwatch.incidents;

import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What makes two observations the same problem: scope, kind and subject, never a volatile field. */
public final class Identity {
    private static final int LENGTH = 20;

    private Identity() {}

    public static String of(Signal signal) {
        return of(signal.scope(), signal.kind(), signal.subject());
    }

    /** The first 80 bits of SHA-256, as hex. */
    public static String of(String scope, IncidentKind kind, String subject) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((scope + '\n' + kind + '\n' + subject).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
