package io.tillwatch.index;

/** Elasticsearch cannot be used. The message is one line that says what to do next. */
public final class IndexException extends RuntimeException {
    public IndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
