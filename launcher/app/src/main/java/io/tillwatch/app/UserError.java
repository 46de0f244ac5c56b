package io.tillwatch.app;

/**
 * Something that the person at the keyboard can mend. The message is one line that says what is wrong and what to do
 * next; it is shown as it stands, without a stack trace.
 */
public final class UserError extends RuntimeException {
    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
