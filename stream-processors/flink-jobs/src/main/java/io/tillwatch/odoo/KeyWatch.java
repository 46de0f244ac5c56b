package io.tillwatch.odoo;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a day, and after each login, when the key in use ends. What Odoo does not tell is not guessed: then nothing
 * is said. Not thread-safe.
 */
final class KeyWatch {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
    private static final Duration EVERY = Duration.ofDays(1);
    /** Flow health looks no further ahead. */
    private static final Duration FURTHEST = Duration.ofDays(14);

    private @Nullable Instant looked;

    void loggedIn() {
        looked = null;
    }

    /** What is to be told now; null when nothing is. */
    @Nullable
    KeyEnd look(OdooClient client, OdooSettings settings, Instant now, OdooMetrics metrics) {
        if (looked != null && now.isBefore(looked.plus(EVERY))) {
            return null;
        }
        KeyEnd end;
        try {
            end = KeyEnd.of(client, settings, now);
        } catch (OdooException e) {
            // The next reading asks again; this one is whole without it.
            return null;
        }
        looked = now;
        if (end == null) {
            return null;
        }
        metrics.keyEnds(end.ends());
        Duration left = Duration.between(now, end.ends());
        boolean soon = left.compareTo(settings.keyWarning()) <= 0;
        if (soon) {
            LOG.warn(
                    "the API key {} of {} ends at {}, in {} hours: make a new one in Odoo and put it in its place",
                    end.name(),
                    end.owner(),
                    end.ends(),
                    left.toHours());
        }
        // An end that is far off is told as well: it takes back what was told of a key that has been replaced.
        return soon || left.compareTo(FURTHEST) > 0 ? end : null;
    }
}
