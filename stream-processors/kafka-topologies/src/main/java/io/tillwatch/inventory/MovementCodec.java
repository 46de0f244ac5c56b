package io.tillwatch.inventory;

/** The compact form of a movement. SKU and location stand in the key of what carries it. Stateless, thread-safe. */
final class MovementCodec {
    private MovementCodec() {}

    static byte[] encode(Movement movement) {
        return encode(new Packer(), movement).packed();
    }

    static Packer encode(Packer out, Movement movement) {
        return out.octet(movement.kind().code())
                .number(movement.line())
                .text(movement.source())
                .text(movement.eventId())
                .text(movement.type())
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
                in.text(),
                line,
                kind,
                in.text(),
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
