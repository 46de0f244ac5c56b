package io.tillwatch.engines;

/** An engine cannot start. The message is one line that says what to do next. */
public final class EngineException extends RuntimeException {
    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
