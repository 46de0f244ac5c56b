package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import java.util.Objects;
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

    static LedgerCommand apply(Movement movement) {
        return new LedgerCommand(movement, movement.sku(), movement.location(), null);
    }

    static LedgerCommand undo(String sku, String location, EventRef target) {
        return new LedgerCommand(null, sku, location, target);
    }

    byte[] encoded() {
        Packer out = new Packer().text(sku).text(location);
        if (movement != null) {
            return MovementCodec.encode(out.text(null), movement).packed();
        }
        EventRef target = Objects.requireNonNull(undo, "a command applies or undoes");
        return out.text(target.source()).text(target.id()).packed();
    }

    static LedgerCommand decode(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        String sku = in.text();
        String location = in.text();
        String undone = in.optionalText();
        return undone == null
                ? apply(MovementCodec.decode(sku, location, in))
                : undo(sku, location, new EventRef(undone, in.text()));
    }
}
