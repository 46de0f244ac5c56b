package io.tillwatch.inventory;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The moment a question about stock is asked for. What was true and what was known are different questions: a sale of
 * the morning that reached us in the evening was true at noon, and nobody knew it then.
 *
 * @param asOf what had occurred by then counts, whenever we heard of it; null: all that is known
 * @param knownAt what had reached the log by then counts, with the corrections that had; null: all that has by now
 */
public record Moment(@Nullable Instant asOf, @Nullable Instant knownAt) {
    public static final Moment NOW = new Moment(null, null);

    public boolean isNow() {
        return asOf == null && knownAt == null;
    }

    /** When expiry is judged. */
    Instant judgedAt(Instant now) {
        Instant told = knownAt == null ? now : knownAt;
        return asOf == null ? told : asOf;
    }

    /** The movement as it stood then; null when it had not occurred or was not known. */
    @Nullable
    Movement seen(Movement movement) {
        if (asOf != null && movement.occurredAt().isAfter(asOf)) {
            return null;
        }
        if (knownAt == null) {
            return movement;
        }
        if (movement.arrivedAt().isAfter(knownAt)) {
            return null;
        }
        Instant voidedAt = movement.voidedAt();
        return voidedAt != null && voidedAt.isAfter(knownAt) ? movement.withVoided(null) : movement;
    }

    /** @throws MomentOutOfReachException when it lies in the future, or before what the ledger keeps one by one */
    public void check(Instant now, Duration horizon) {
        check("asOf", asOf, now, horizon);
        check("knownAt", knownAt, now, horizon);
    }

    private static void check(String name, @Nullable Instant time, Instant now, Duration horizon) {
        Instant earliest = now.minus(horizon);
        if (time != null && time.isAfter(now)) {
            throw new MomentOutOfReachException(
                    name + " lies in the future: the latest time that can be asked for is " + now + ".");
        }
        if (time != null && time.isBefore(earliest)) {
            throw new MomentOutOfReachException(name
                    + " lies before the ledger's horizon: the earliest time that can be asked for is " + earliest
                    + ".");
        }
    }
}
