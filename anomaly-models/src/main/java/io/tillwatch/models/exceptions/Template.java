package io.tillwatch.models.exceptions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template while it lives: its tokens widen, its id does not change. */
final class Template {
    final String id;
    final String scope;
    final String[] tokens;

    @Nullable
    String familyId;

    long count;
    Instant firstSeen;
    Instant lastSeen;

    Template(String id, String scope, String[] tokens, Instant firstSeen) {
        this.id = id;
        this.scope = scope;
        this.tokens = tokens;
        this.firstSeen = firstSeen;
        this.lastSeen = firstSeen;
    }

    static Template born(String scope, List<String> tokens, Instant at) {
        return new Template(
                "t-" + hash(scope + '\n' + String.join(" ", tokens)), scope, tokens.toArray(String[]::new), at);
    }

    void seen(Instant at) {
        count++;
        firstSeen = at.isBefore(firstSeen) ? at : firstSeen;
        lastSeen = at.isAfter(lastSeen) ? at : lastSeen;
    }

    /** Puts a mask wherever the tokens differ. */
    void widen(List<String> other) {
        for (int i = 0; i < tokens.length; i++) {
            if (!tokens[i].equals(other.get(i))) {
                tokens[i] = Masker.MASK;
            }
        }
    }

    Assignment assignment(boolean isNew) {
        return new Assignment(id, text(), familyId, isNew, count, firstSeen, lastSeen);
    }

    String text() {
        String words = String.join(" ", tokens);
        return scope.isEmpty() ? words : scope + ": " + words;
    }

    /** First 12 hexadecimal digits of the SHA-256. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
