package io.tillwatch.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tillwatch.contracts.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values one behind the other, small ones in few bytes. The first byte is the version of the form. Not
 * thread-safe; {@link Unpacker} reads them back in the same order.
 */
final class Packer {
    static final int VERSION = 4;
    /** Knows neither ids nor types in short; what it wrote is read still. */
    static final int OLDEST_VERSION = 3;
    /** Stands where a decimal's scale stands when its digits do not fit into 64 bits. */
    static final byte LARGE = Byte.MIN_VALUE;
    /** Stands where a text's length stands when a UUID follows; -1 means that there is no text. */
    static final int UUID_FOLLOWS = -2;

    private static final int LONGEST_VARINT = 10;
    private static final int LONG_BITS = 63;
    /** What grows by a few bytes need not move. */
    private static final int SLACK = 8;

    private byte[] bytes = new byte[192];
    private int length;

    Packer() {
        bytes[length++] = VERSION;
    }

    byte[] packed() {
        return Arrays.copyOf(bytes, length);
    }

    /** The same in the given array, with whatever stands there behind it; in another one when that is too small. */
    byte[] packedInto(byte[] room) {
        if (room.length < length) {
            return Arrays.copyOf(bytes, length + SLACK);
        }
        System.arraycopy(bytes, 0, room, 0, length);
        return room;
    }

    /** Begins anew. */
    Packer cleared() {
        length = 0;
        return octet(VERSION);
    }

    Packer octet(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    Packer flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    /** Small numbers of either sign are short. */
    Packer number(long value) {
        room(LONGEST_VARINT);
        long rest = (value << 1) ^ (value >> LONG_BITS);
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    Packer fixed(long value) {
        room(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    Packer text(@Nullable String text) {
        if (text == null) {
            return number(-1);
        }
        return octets(text.getBytes(UTF_8));
    }

    /** The id of an event. */
    Packer id(String id) {
        UUID uuid = EventIds.uuid(id);
        return uuid == null
                ? text(id)
                : number(UUID_FOLLOWS).fixed(uuid.getMostSignificantBits()).fixed(uuid.getLeastSignificantBits());
    }

    private Packer octets(byte[] octets) {
        number(octets.length);
        room(octets.length);
        System.arraycopy(octets, 0, bytes, length, octets.length);
        length += octets.length;
        return this;
    }

    Packer decimal(BigDecimal value) {
        if (value.precision() <= 18) {
            return octet(value.scale()).number(value.unscaledValue().longValue());
        }
        return octet(LARGE).octet(value.scale()).octets(value.unscaledValue().toByteArray());
    }

    Packer instant(@Nullable Instant instant) {
        if (instant == null) {
            return number(-1);
        }
        // Nanoseconds come first, since they are never negative: -1 means that there is no instant.
        return number(instant.getNano()).number(instant.getEpochSecond());
    }

    Packer money(@Nullable Money money) {
        return money == null ? text(null) : text(money.currency()).number(money.minor());
    }

    Packer cut(Map<String, Long> cut) {
        number(cut.size());
        if (cut.isEmpty()) {
            return this;
        }
        new TreeMap<>(cut).forEach((source, last) -> text(source).number(last));
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
