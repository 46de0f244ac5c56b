package io.tillwatch.inventory;

/** Stock was asked for at a time that cannot be answered; the message names what can, and may be shown. */
public final class MomentOutOfReachException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MomentOutOfReachException(String message) {
        super(message);
    }
}
