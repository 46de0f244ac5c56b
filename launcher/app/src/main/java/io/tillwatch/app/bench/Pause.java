package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import java.time.Duration;

/** Waits a moment before something is looked at again. */
final class Pause {
    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("stopped", e);
        }
    }
}
