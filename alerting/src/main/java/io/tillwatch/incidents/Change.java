package io.tillwatch.incidents;

import io.tillwatch.contracts.integration.ChangeRecorded;
import java.time.Instant;

/** Something that was changed on purpose, as the fabric told it. */
record Change(String kind, String target, String summary, String flow, Instant at) {
    static Change of(ChangeRecorded recorded, String flow, Instant at) {
        return new Change(recorded.change(), recorded.target(), recorded.summary(), flow, at);
    }

    /** Such as {@code deploy of web-orders-connector}. */
    String what() {
        boolean isOne = kind.equals("deploy");
        return kind + (isOne ? " of " : " change of ") + target + ": " + summary;
    }
}
