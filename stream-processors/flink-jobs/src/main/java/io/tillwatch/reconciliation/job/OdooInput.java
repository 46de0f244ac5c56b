package io.tillwatch.reconciliation.job;

import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.odoo.source.OdooSource;
import io.tillwatch.odoo.source.OdooTarget;
import java.time.Duration;
import java.util.List;

/**
 * The Odoo that the job reads itself, in place of what a feed carries to {@code odoo.documents}.
 *
 * @param every between two readings
 * @param clock Odoo's dates follow it
 */
public record OdooInput(OdooTarget target, Duration every, OdooSource.Clock clock) {
    public OdooInput {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("between two readings of Odoo some time must pass, not " + every);
        }
    }

    /** Read by the machine's clock. */
    public OdooInput(OdooTarget target, Duration every) {
        this(target, every, WorldClock::system);
    }

    OdooSource<Fact> source() {
        return OdooSource.of(List.of(target), every, new DocumentFacts.ReadHere())
                .by(clock);
    }
}
