package io.tillwatch.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tillwatch.contracts.value.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link Packer} wrote. Not thread-safe. */
final class Unpacker {
    private final byte[] bytes;
    private int at;

    /** @throws IllegalStateException when the bytes are of a form that this program does not know */
    Unpacker(byte[] bytes) {
        this.bytes = bytes;
        int version = octet();
        if (version < Packer.OLDEST_VERSION || version > Packer.VERSION) {
            throw new IllegalStateException("the store holds form " + version + ", this program reads "
                    + Packer.OLDEST_VERSION + " to " + Packer.VERSION
                    + ": delete the state directory and reset the application, the events of the topics make it anew");
        }
    }

    byte octet() {
        return bytes[at++];
    }

    boolean flag() {
        return octet() != 0;
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
    }

    long fixed() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | (bytes[at++] & 0xff);
        }
        return value;
    }

    String text() {
        return text((int) number());
    }

    @Nullable
    String optionalText() {
        int length = (int) number();
        return length < 0 ? null : text(length);
    }

    String id() {
        int length = (int) number();
        return length == Packer.UUID_FOLLOWS ? new UUID(fixed(), fixed()).toString() : text(length);
    }

    /** A text whose length was read already. */
    String text(int length) {
        String text = new String(bytes, at, length, UTF_8);
        at += length;
        return text;
    }

    BigDecimal decimal() {
        byte scale = octet();
        if (scale != Packer.LARGE) {
            return BigDecimal.valueOf(number(), scale);
        }
        scale = octet();
        int length = (int) number();
        BigInteger unscaled = new BigInteger(Arrays.copyOfRange(bytes, at, at + length));
        at += length;
        return new BigDecimal(unscaled, scale);
    }

    Instant instant() {
        return instant(number());
    }

    @Nullable
    Instant optionalInstant() {
        long nanos = number();
        return nanos < 0 ? null : instant(nanos);
    }

    private Instant instant(long nanos) {
        return Instant.ofEpochSecond(number(), nanos);
    }

    @Nullable
    Money optionalMoney() {
        String currency = optionalText();
        return currency == null ? null : new Money(number(), currency);
    }

    Map<String, Long> cut() {
        int size = (int) number();
        if (size == 0) {
            return Map.of();
        }
        Map<String, Long> cut = new HashMap<>();
        for (int i = 0; i < size; i++) {
            cut.put(text(), number());
        }
        return Map.copyOf(cut);
    }
}
