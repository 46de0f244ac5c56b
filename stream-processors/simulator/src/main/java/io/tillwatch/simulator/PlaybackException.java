package io.tillwatch.simulator;

/** A world cannot be played on. The message is one line and quotes no record. */
public final class PlaybackException extends RuntimeException {
    PlaybackException(String message, Throwable cause) {
        super(message, cause);
    }
}
