package io.tillwatch.inventory;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The compact form of a movement. SKU and location stand in the key of what carries it. Stateless, thread-safe. */
final class MovementCodec {
    /**
     * Types that stand in stores as their place in this list: add at its end only, and take nothing out. Spelled out, since
     * what a store holds must not change its meaning with a name in the catalogue.
     */
    private static final List<String> TYPES = List.of(
            "retail.sale.completed.v1",
            "retail.return.completed.v1",
            "retail.order.shipped.v1",
            "retail.order.collected.v1",
            "retail.order.returned.v1",
            "retail.stock.received.v1",
            "retail.stock.adjusted.v1",
            "retail.stock.counted.v1",
            "retail.stock.reserved.v1",
            "retail.stock.released.v1",
            "retail.stock.fulfilled.v1",
            "retail.stock.transfer-dispatched.v1",
            "retail.stock.transfer-received.v1",
            "retail.stock.transfer-written-off.v1",
            "retail.stock.buffer-set.v1",
            "retail.payment.captured.v1");

    private static final Map<String, Integer> PLACES =
            TYPES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), TYPES::indexOf));
    /** Stands where a type's length stands for the first of the list; the second is one less, and so on. */
    private static final int FIRST_TYPE = -2;

    private MovementCodec() {}

    static byte[] encode(Movement movement) {
        return encode(new Packer(), movement).packed();
    }

    static Packer encode(Packer out, Movement movement) {
        out.octet(movement.kind().code())
                .number(movement.line())
                .text(movement.source())
                .id(movement.eventId());
        return type(out, movement.type())
                .decimal(movement.quantity())
                .text(movement.unit())
                .instant(movement.occurredAt())
                .number(movement.sequence())
                .text(movement.sourceEpoch())
                .text(movement.document())
                .instant(movement.expiresAt())
                .cut(movement.cut())
                .text(movement.order())
                .money(movement.value())
                .instant(movement.arrivedAt())
                .instant(movement.voidedAt());
    }

    private static Packer type(Packer out, String type) {
        Integer place = PLACES.get(type);
        return place == null ? out.text(type) : out.number(FIRST_TYPE - place);
    }

    private static String type(Unpacker in) {
        int length = (int) in.number();
        return length <= FIRST_TYPE ? TYPES.get(FIRST_TYPE - length) : in.text(length);
    }

    /** @throws IllegalStateException when the bytes are of a form that this program does not know */
    static Movement movement(String sku, String location, byte[] bytes) {
        return decode(sku, location, new Unpacker(bytes));
    }

    static Movement decode(String sku, String location, Unpacker in) {
        MovementKind kind = MovementKind.of(in.octet());
        int line = (int) in.number();
        return new Movement(
                sku,
                location,
                in.text(),
                in.id(),
                line,
                kind,
                type(in),
                in.decimal(),
                in.text(),
                in.instant(),
                in.number(),
                in.optionalText(),
                in.optionalText(),
                in.optionalInstant(),
                in.cut(),
                in.optionalText(),
                in.optionalMoney(),
                in.instant(),
                in.optionalInstant());
    }
}
