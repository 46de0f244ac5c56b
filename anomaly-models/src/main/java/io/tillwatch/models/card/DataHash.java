package io.tillwatch.models.card;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over numbers and texts in order. Not thread-safe. */
public final class DataHash {
    private final MessageDigest digest;

    /** Over nothing yet. */
    public DataHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Adds a number. */
    public DataHash add(double x) {
        return add(Double.doubleToLongBits(x));
    }

    /** Adds a number. */
    public DataHash add(long x) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(x).array());
        return this;
    }

    /** Adds a text. */
    public DataHash add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
        return this;
    }

    /** The hash, hexadecimal; the instance starts anew. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
