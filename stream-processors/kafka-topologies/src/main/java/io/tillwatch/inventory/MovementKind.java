package io.tillwatch.inventory;

/** What a movement does to a position. The code is what stands in stores: never reuse one. */
enum MovementKind {
    /** Sold, received, returned, adjusted: a signed change on the shelf. */
    ON_HAND(1, 1),
    /** Came back, but not fit for sale. */
    DAMAGED(2, 0),
    RESERVED(3, 0),
    RELEASED(4, 0),
    /** Reserved goods left the shelf. */
    FULFILLED(5, -1),
    /** A payment keeps its reservation from expiring. */
    CAPTURED(6, 0),
    /** Left the sending shelf; stands at the sender. */
    DISPATCHED(7, -1),
    /** Is on its way; stands at the receiver. */
    EXPECTED(8, 0),
    /** Arrived on the receiving shelf. */
    TRANSFER_RECEIVED(9, 1),
    /** Was lost on the way. */
    WRITTEN_OFF(10, 0),
    COUNTED(11, 0),
    BUFFER_SET(12, 0);

    private static final MovementKind[] BY_CODE = new MovementKind[13];

    static {
        for (MovementKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final byte code;
    private final int onHandSign;

    MovementKind(int code, int onHandSign) {
        this.code = (byte) code;
        this.onHandSign = onHandSign;
    }

    byte code() {
        return code;
    }

    static MovementKind of(byte code) {
        return BY_CODE[code];
    }

    /** 1 or -1 when the movement's quantity changes the shelf in that direction, else 0. */
    int onHandSign() {
        return onHandSign;
    }

    boolean concernsReservation() {
        return this == RESERVED || this == RELEASED || this == FULFILLED || this == CAPTURED;
    }

    boolean concernsTransit() {
        return this == EXPECTED || this == TRANSFER_RECEIVED || this == WRITTEN_OFF;
    }

    /** The bucket in the words that people read. */
    String bucket() {
        return switch (this) {
            case ON_HAND, DISPATCHED, TRANSFER_RECEIVED, FULFILLED -> "on-hand";
            case DAMAGED -> "damaged";
            case RESERVED, RELEASED, CAPTURED -> "reserved";
            case EXPECTED, WRITTEN_OFF -> "in-transit";
            case COUNTED -> "count";
            case BUFFER_SET -> "buffer";
        };
    }
}
