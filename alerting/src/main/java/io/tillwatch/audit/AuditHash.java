package io.tillwatch.audit;

import io.tillwatch.contracts.time.IsoTime;
import io.tillwatch.contracts.watch.AuditEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 over all fields of an entry but the hash itself, each with its length, so that no two contents read the same. */
final class AuditHash {
    private static final int ABSENT = -1;

    private AuditHash() {}

    static String of(AuditEntry entry) {
        return of(
                entry.number(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.detail(),
                entry.previous());
    }

    static String of(
            long number,
            Instant at,
            String actor,
            String action,
            String subject,
            @Nullable String detail,
            String previous) {
        MessageDigest digest = sha256();
        add(digest, Long.toString(number));
        add(digest, IsoTime.format(at));
        add(digest, actor);
        add(digest, action);
        add(digest, subject);
        add(digest, detail);
        add(digest, previous);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, @Nullable String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(field == null ? ABSENT : bytes.length)
                .array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
