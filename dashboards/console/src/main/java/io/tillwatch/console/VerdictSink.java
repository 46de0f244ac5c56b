package io.tillwatch.console;

import io.tillwatch.contracts.watch.Verdict;

/** Takes what a person says about an incident. Thread-safe. */
@FunctionalInterface
public interface VerdictSink {
    /**
     * Returns when the verdict is durable; the incident changes later, when alerting has applied it.
     *
     * @throws SourceUnavailableException when it could not be stored
     */
    void accept(Verdict verdict);
}
