package io.tillwatch.odoo;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach an Odoo, and how gently.
 *
 * @param secret API key or password; never shown
 * @param overlap how far each reading goes back before the last one's end: what was written then may have become
 *     visible only later
 * @param settle how far behind its clock a reading ends, for writes that are still on their way
 * @param batchSize rows a request
 * @param requestsPerSecond at most
 * @param timeout how long an answer may take
 * @param retryBase first pause before a retry; doubles with jitter
 * @param breakerOpenFor how long a server that keeps failing is left alone
 */
public record OdooSettings(
        URI url,
        String database,
        String user,
        String secret,
        Duration overlap,
        Duration settle,
        int batchSize,
        int requestsPerSecond,
        Duration timeout,
        Duration retryBase,
        Duration breakerOpenFor) {

    /** Defaults measured on Odoo 19: rows became visible up to 2 s after their date, batches of 1,000 were best. */
    public static OdooSettings of(URI url, String database, String user, String secret) {
        return new OdooSettings(
                url,
                database,
                user,
                secret,
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                1_000,
                20,
                Duration.ofSeconds(60),
                Duration.ofMillis(250),
                Duration.ofSeconds(30));
    }

    /** For a stand-in whose rows are visible at once and whose day passes in minutes. */
    public OdooSettings forSimulatedTime() {
        return new OdooSettings(
                url,
                database,
                user,
                secret,
                overlap,
                Duration.ZERO,
                batchSize,
                500,
                timeout,
                Duration.ofMillis(50),
                Duration.ofSeconds(1));
    }

    /** For a person who waits: an answer is waited for so long, and a failing server is asked again soon or not at all. */
    public OdooSettings within(Duration answer) {
        return new OdooSettings(
                url,
                database,
                user,
                secret,
                overlap,
                settle,
                batchSize,
                requestsPerSecond,
                answer,
                retryBase,
                breakerOpenFor);
    }

    /** Where the server is, for people: without what else a URL may hold, such as a password. */
    String address() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    @Override
    public String toString() {
        return "OdooSettings[url=" + address() + ", database=" + database + ", user=" + user + "]";
    }
}
