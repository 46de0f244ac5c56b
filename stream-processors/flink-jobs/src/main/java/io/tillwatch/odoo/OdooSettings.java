package io.tillwatch.odoo;

import java.io.Serializable;
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
 * @param keyWarning how long before its key ends it is told
 * @param goods whether transfers of what the tills sold are read, so that goods are judged as well as money
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
        Duration breakerOpenFor,
        Duration keyWarning,
        boolean goods)
        implements Serializable {

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
                Duration.ofSeconds(30),
                Duration.ofDays(14),
                true);
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
                Duration.ofSeconds(1),
                keyWarning,
                goods);
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
                breakerOpenFor,
                keyWarning,
                goods);
    }

    /** The same, and told so long before its key ends. */
    public OdooSettings warning(Duration beforeKeyEnds) {
        return new OdooSettings(
                url,
                database,
                user,
                secret,
                overlap,
                settle,
                batchSize,
                requestsPerSecond,
                timeout,
                retryBase,
                breakerOpenFor,
                beforeKeyEnds,
                goods);
    }

    /** The same with goods or without. */
    public OdooSettings withGoods(boolean wanted) {
        return new OdooSettings(
                url,
                database,
                user,
                secret,
                overlap,
                settle,
                batchSize,
                requestsPerSecond,
                timeout,
                retryBase,
                breakerOpenFor,
                keyWarning,
                wanted);
    }

    /** The same with another secret. */
    public OdooSettings with(String otherSecret) {
        return new OdooSettings(
                url,
                database,
                user,
                otherSecret,
                overlap,
                settle,
                batchSize,
                requestsPerSecond,
                timeout,
                retryBase,
                breakerOpenFor,
                keyWarning,
                goods);
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
