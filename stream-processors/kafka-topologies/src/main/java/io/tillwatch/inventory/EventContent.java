package io.tillwatch.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.json.Json;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * A hash over what an event says: type, time, sequence with its epoch, target and body. Delivery attributes (attempt,
 * recorded time, trace) may differ between deliveries of the same event, and so may the order of fields. The first 64
 * bits of SHA-256: a checksum would let two contents collide on purpose or by structure. One thread at a time.
 */
final class EventContent {
    private final MessageDigest digest = sha256();

    long hash(Event<?> event) {
        Envelope envelope = event.envelope();
        Instant occurredAt = envelope.occurredAt();
        String said = envelope.type()
                + '\n'
                + occurredAt.getEpochSecond()
                + '.'
                + occurredAt.getNano()
                + '\n'
                + envelope.sequence()
                + '\n'
                + envelope.sourceEpoch()
                + '\n'
                + envelope.corrects()
                + '\n';
        digest.update(said.getBytes(UTF_8));
        return ByteBuffer.wrap(digest.digest(Json.bytes(event.data()))).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
