package io.tillwatch.odoo;

import java.io.Serializable;
import java.time.Duration;

/**
 * How gently an Odoo is read, and how patiently.
 *
 * @param overlap how far each reading goes back before the last one's end: what was written then may have become
 *     visible only later
 * @param settle how far behind its clock a reading ends, for writes that are still on their way
 * @param batchSize rows a request
 * @param requestsPerSecond at most
 * @param timeout how long an answer may take
 * @param retryBase first pause before a retry; doubles with jitter
 * @param breakerOpenFor how long a server that keeps failing is left alone
 */
public record OdooPace(
        Duration overlap,
        Duration settle,
        int batchSize,
        int requestsPerSecond,
        Duration timeout,
        Duration retryBase,
        Duration breakerOpenFor)
        implements Serializable {

    /** Measured on Odoo 19: rows became visible up to 2 s after their date, batches of 1,000 were best. */
    static final OdooPace USUAL = new OdooPace(
            Duration.ofSeconds(60),
            Duration.ofSeconds(3),
            1_000,
            20,
            Duration.ofSeconds(60),
            Duration.ofMillis(250),
            Duration.ofSeconds(30));

    /** For a stand-in whose rows are visible at once and whose day passes in minutes. */
    OdooPace forSimulatedTime() {
        return new OdooPace(
                overlap, Duration.ZERO, batchSize, 500, timeout, Duration.ofMillis(50), Duration.ofSeconds(1));
    }

    OdooPace within(Duration answer) {
        return new OdooPace(overlap, settle, batchSize, requestsPerSecond, answer, retryBase, breakerOpenFor);
    }
}
