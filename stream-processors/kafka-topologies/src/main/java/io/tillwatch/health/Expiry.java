package io.tillwatch.health;

import java.time.Instant;

/**
 * When a certificate or key ends, as its last change or inventory says.
 *
 * @param what {@code certificate} or {@code key}
 * @param saidAt when that was said; the newest word holds
 */
record Expiry(String what, Instant ends, Instant saidAt) {
    Expiry then(Expiry next) {
        return next.saidAt.isBefore(saidAt) ? this : next;
    }
}
