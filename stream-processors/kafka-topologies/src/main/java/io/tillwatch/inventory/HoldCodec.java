package io.tillwatch.inventory;

/** The compact form of a hold. Stateless, thread-safe. */
final class HoldCodec {
    private HoldCodec() {}

    static byte[] encode(Hold hold) {
        return new Packer()
                .decimal(hold.in())
                .decimal(hold.out())
                .instant(hold.since())
                .instant(hold.expiresAt())
                .instant(hold.capturedAt())
                .text(hold.order())
                .money(hold.value())
                .decimal(hold.counted())
                .packed();
    }

    /** @throws IllegalStateException when the bytes are of a form that this program does not know */
    static Hold decode(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        return new Hold(
                in.decimal(),
                in.decimal(),
                in.optionalInstant(),
                in.optionalInstant(),
                in.optionalInstant(),
                in.optionalText(),
                in.optionalMoney(),
                in.decimal());
    }
}
