package io.tillwatch.odoo;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * How to reach an Odoo, and what to read there.
 *
 * @param secret API key or password; never shown
 * @param keyWarning how long before its key ends it is told
 * @param goods whether transfers of what the tills sold are read, so that goods are judged as well as money
 */
public record OdooSettings(
        URI url, String database, String user, String secret, OdooPace pace, Duration keyWarning, boolean goods)
        implements Serializable {

    /** At the usual pace, with goods, and a fortnight's warning. */
    public static OdooSettings of(URI url, String database, String user, String secret) {
        return new OdooSettings(url, database, user, secret, OdooPace.USUAL, Duration.ofDays(14), true);
    }

    /** For a stand-in whose rows are visible at once and whose day passes in minutes. */
    public OdooSettings forSimulatedTime() {
        return at(pace.forSimulatedTime());
    }

    /** For a person who waits: an answer is waited for so long, and a failing server is asked again soon or not at all. */
    public OdooSettings within(Duration answer) {
        return at(pace.within(answer));
    }

    OdooSettings at(OdooPace other) {
        return new OdooSettings(url, database, user, secret, other, keyWarning, goods);
    }

    /** The same, and told so long before its key ends. */
    public OdooSettings warning(Duration beforeKeyEnds) {
        return new OdooSettings(url, database, user, secret, pace, beforeKeyEnds, goods);
    }

    /** The same with goods or without. */
    public OdooSettings withGoods(boolean wanted) {
        return new OdooSettings(url, database, user, secret, pace, keyWarning, wanted);
    }

    /** The same with another secret. */
    public OdooSettings with(String otherSecret) {
        return new OdooSettings(url, database, user, otherSecret, pace, keyWarning, goods);
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
