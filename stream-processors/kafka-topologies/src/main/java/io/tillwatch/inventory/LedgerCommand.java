package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the intake asks of the ledger: apply a movement, or undo what an event did to a position.
 *
 * @param movement to apply; null for an undoing
 * @param sku of the position
 * @param undo the event to undo; null for a movement
 */
record LedgerCommand(
        @Nullable Movement movement,
        String sku,
        String location,
        @Nullable EventRef undo) {
    private static final byte APPLY = 1;
    private static final byte UNDO = 2;
    private static final String DIVIDER = "\u0000";

    static LedgerCommand apply(Movement movement) {
        return new LedgerCommand(movement, movement.sku(), movement.location(), null);
    }

    static LedgerCommand undo(String sku, String location, EventRef target) {
        return new LedgerCommand(null, sku, location, target);
    }

    byte[] encoded() {
        if (movement != null) {
            byte[] body = MovementCodec.encode(movement);
            return ByteBuffer.allocate(body.length + 1).put(APPLY).put(body).array();
        }
        EventRef target = undo == null ? new EventRef("-", "-") : undo;
        byte[] body = String.join(DIVIDER, sku, location, target.source(), target.id())
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(body.length + 1).put(UNDO).put(body).array();
    }

    static LedgerCommand decode(byte[] bytes) {
        byte[] body = new byte[bytes.length - 1];
        System.arraycopy(bytes, 1, body, 0, body.length);
        if (bytes[0] == APPLY) {
            return apply(MovementCodec.movement(body));
        }
        String[] parts = new String(body, StandardCharsets.UTF_8).split(DIVIDER, -1);
        return undo(parts[0], parts[1], new EventRef(parts[2], parts[3]));
    }
}
