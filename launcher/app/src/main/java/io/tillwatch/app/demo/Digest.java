package io.tillwatch.app.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** A short name for a set of facts: equal sets have equal names. */
final class Digest {
    private Digest() {}

    static String of(Stream<String> facts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            facts.sorted().forEach(fact -> digest.update((fact + '\n').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
