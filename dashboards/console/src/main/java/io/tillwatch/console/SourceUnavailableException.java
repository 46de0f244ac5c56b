package io.tillwatch.console;

/** Something behind a port does not answer now; the console says so (503) and asks to try again. */
public final class SourceUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String source;

    /**
     * @param source what does not answer, as people call it: {@code Elasticsearch}, {@code the stock ledger}
     * @param cause for the log only; never shown
     */
    public SourceUnavailableException(String source, Throwable cause) {
        super(source + " does not answer", cause);
        this.source = source;
    }

    /** What does not answer. */
    public String source() {
        return source;
    }
}
