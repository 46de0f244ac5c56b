package io.tillwatch.console;

/** The console cannot listen; the message names the address, the setting and what to do. */
public final class ConsoleStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConsoleStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
