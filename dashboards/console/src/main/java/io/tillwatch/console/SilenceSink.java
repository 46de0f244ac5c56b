package io.tillwatch.console;

import io.tillwatch.contracts.watch.Silence;

/** Takes a silence that a person asks for or ends. Thread-safe. */
@FunctionalInterface
public interface SilenceSink {
    /**
     * Returns when it is durable; it holds a moment later, when alerting has read it.
     *
     * @throws SourceUnavailableException when it could not be stored
     */
    void accept(Silence silence);
}
