package io.tillwatch.inventory;

import io.tillwatch.contracts.value.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The compact form of what the ledger keeps. The first byte is the version of the form. Stateless, thread-safe. */
final class MovementCodec {
    private static final int VERSION = 1;

    private MovementCodec() {}

    static byte[] encode(Movement movement) {
        return written(out -> {
            out.writeByte(movement.kind().code());
            out.writeInt(movement.line());
            out.writeUTF(movement.sku());
            out.writeUTF(movement.location());
            out.writeUTF(movement.source());
            out.writeUTF(movement.eventId());
            out.writeUTF(movement.type());
            write(out, movement.quantity());
            out.writeUTF(movement.unit());
            write(out, movement.occurredAt());
            out.writeLong(movement.sequence());
            write(out, movement.sourceEpoch());
            write(out, movement.document());
            write(out, movement.expiresAt());
            write(out, movement.cut());
            write(out, movement.order());
            write(out, movement.value());
            write(out, movement.arrivedAt());
            write(out, movement.voidedAt());
        });
    }

    static Movement movement(byte[] bytes) {
        return read(bytes, in -> {
            MovementKind kind = MovementKind.of(in.readByte());
            int line = in.readInt();
            String sku = in.readUTF();
            String location = in.readUTF();
            String source = in.readUTF();
            String eventId = in.readUTF();
            String type = in.readUTF();
            BigDecimal quantity = decimal(in);
            String unit = in.readUTF();
            Instant occurredAt = required(instant(in));
            long sequence = in.readLong();
            String sourceEpoch = text(in);
            String document = text(in);
            Instant expiresAt = instant(in);
            Map<String, Long> cut = cut(in);
            String order = text(in);
            Money value = money(in);
            Instant arrivedAt = required(instant(in));
            Instant voidedAt = instant(in);
            return new Movement(
                    sku,
                    location,
                    source,
                    eventId,
                    line,
                    kind,
                    type,
                    quantity,
                    unit,
                    occurredAt,
                    sequence,
                    sourceEpoch,
                    document,
                    expiresAt,
                    cut,
                    order,
                    value,
                    arrivedAt,
                    voidedAt);
        });
    }

    static byte[] encode(Hold hold) {
        return written(out -> {
            write(out, hold.in());
            write(out, hold.out());
            write(out, hold.since());
            write(out, hold.expiresAt());
            write(out, hold.capturedAt());
            write(out, hold.order());
            write(out, hold.value());
            write(out, hold.counted());
        });
    }

    static Hold hold(byte[] bytes) {
        return read(bytes, in -> {
            BigDecimal added = decimal(in);
            BigDecimal out = decimal(in);
            Instant since = instant(in);
            Instant expiresAt = instant(in);
            Instant capturedAt = instant(in);
            String order = text(in);
            Money value = money(in);
            return new Hold(added, out, since, expiresAt, capturedAt, order, value, decimal(in));
        });
    }

    static byte[] encode(Book book) {
        return written(out -> {
            out.writeUTF(book.unit());
            write(out, book.onHand());
            write(out, book.reserved());
            write(out, book.inTransit());
            write(out, book.damaged());
            write(out, book.buffer());
            write(out, book.bufferAt());
            out.writeUTF(book.bufferId());
            write(out, book.sold());
            write(out, book.firstAt());
            write(out, book.lastAt());
            out.writeLong(book.movements());
            out.writeLong(book.version());
            out.writeInt(book.counts().size());
            for (Count count : book.counts()) {
                out.writeUTF(count.id());
                write(out, count.countedAt());
                write(out, count.quantity());
                write(out, count.cut());
                write(out, count.variance());
            }
        });
    }

    static Book book(byte[] bytes) {
        return read(bytes, in -> {
            String unit = in.readUTF();
            BigDecimal onHand = decimal(in);
            BigDecimal reserved = decimal(in);
            BigDecimal inTransit = decimal(in);
            BigDecimal damaged = decimal(in);
            BigDecimal buffer = decimal(in);
            Instant bufferAt = instant(in);
            String bufferId = in.readUTF();
            BigDecimal sold = decimal(in);
            Instant firstAt = instant(in);
            Instant lastAt = instant(in);
            long movements = in.readLong();
            long version = in.readLong();
            int size = in.readInt();
            List<Count> counts = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                counts.add(new Count(in.readUTF(), required(instant(in)), decimal(in), cut(in), decimal(in)));
            }
            return new Book(
                    unit,
                    onHand,
                    reserved,
                    inTransit,
                    damaged,
                    buffer,
                    bufferAt,
                    bufferId,
                    List.copyOf(counts),
                    sold,
                    firstAt,
                    lastAt,
                    movements,
                    version);
        });
    }

    static byte[] encode(EventIndex.Known known) {
        return written(out -> {
            out.writeLong(known.content());
            out.writeBoolean(known.seen());
            out.writeBoolean(known.voided());
            out.writeInt(known.positions().size());
            for (String position : known.positions()) {
                out.writeUTF(position);
            }
        });
    }

    static EventIndex.Known known(byte[] bytes) {
        return read(bytes, in -> {
            long content = in.readLong();
            boolean seen = in.readBoolean();
            boolean voided = in.readBoolean();
            int size = in.readInt();
            List<String> positions = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                positions.add(in.readUTF());
            }
            return new EventIndex.Known(content, seen, voided, positions);
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("the store holds form " + version + ", this program reads " + VERSION);
            }
            return reading.from(in);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored entry is damaged", e);
        }
    }

    private static void write(DataOutputStream out, BigDecimal number) throws IOException {
        byte[] unscaled = number.unscaledValue().toByteArray();
        out.writeByte(number.scale());
        out.writeByte(unscaled.length);
        out.write(unscaled);
    }

    private static BigDecimal decimal(DataInputStream in) throws IOException {
        int scale = in.readByte();
        return new BigDecimal(new BigInteger(in.readNBytes(in.readByte())), scale);
    }

    private static void write(DataOutputStream out, @Nullable Instant instant) throws IOException {
        out.writeLong(instant == null ? Long.MIN_VALUE : instant.getEpochSecond());
        out.writeInt(instant == null ? 0 : instant.getNano());
    }

    private static @Nullable Instant instant(DataInputStream in) throws IOException {
        long seconds = in.readLong();
        int nanos = in.readInt();
        return seconds == Long.MIN_VALUE ? null : Instant.ofEpochSecond(seconds, nanos);
    }

    private static Instant required(@Nullable Instant instant) throws IOException {
        if (instant == null) {
            throw new IOException("a time is missing");
        }
        return instant;
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static void write(DataOutputStream out, @Nullable Money money) throws IOException {
        out.writeBoolean(money != null);
        if (money != null) {
            out.writeLong(money.minor());
            out.writeUTF(money.currency());
        }
    }

    private static @Nullable Money money(DataInputStream in) throws IOException {
        return in.readBoolean() ? new Money(in.readLong(), in.readUTF()) : null;
    }

    private static void write(DataOutputStream out, Map<String, Long> cut) throws IOException {
        out.writeInt(cut.size());
        for (Map.Entry<String, Long> entry : cut.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue());
        }
    }

    private static Map<String, Long> cut(DataInputStream in) throws IOException {
        int size = in.readInt();
        Map<String, Long> cut = new HashMap<>();
        for (int i = 0; i < size; i++) {
            cut.put(in.readUTF(), in.readLong());
        }
        return Map.copyOf(cut);
    }
}
