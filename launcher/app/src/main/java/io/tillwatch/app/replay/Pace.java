package io.tillwatch.app.replay;

import io.tillwatch.app.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How fast the past goes by. One thread uses it. */
final class Pace {
    /** Null goes as fast as it can. */
    private final @Nullable Double factor;

    private @Nullable Instant first;
    private long beganNanos;

    private Pace(@Nullable Double factor) {
        this.factor = factor;
    }

    static Pace of(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        if (plain.equals("max")) {
            return new Pace(null);
        }
        try {
            double factor = Double.parseDouble(plain.endsWith("x") ? plain.substring(0, plain.length() - 1) : plain);
            if (factor > 0 && !Double.isInfinite(factor)) {
                return new Pace(factor);
            }
        } catch (NumberFormatException e) {
            throw new UserError("--speed " + text + " is no speed: write max, or a factor such as 60x", e);
        }
        throw new UserError("--speed " + text + " is no speed: write max, or a factor such as 60x");
    }

    /** Waits until the moment has come. */
    void await(Instant moment) {
        if (factor == null) {
            return;
        }
        if (first == null) {
            first = moment;
            beganNanos = System.nanoTime();
        }
        double due = Duration.between(first, moment).toMillis() / factor;
        long wait = (long) due - (System.nanoTime() - beganNanos) / 1_000_000;
        if (wait > 0) {
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UserError("stopped while replaying", e);
            }
        }
    }
}
