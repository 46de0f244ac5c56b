package io.tillwatch.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to tell.
 *
 * @param name as the configuration calls it; it stands in the outbox, so another name is another receiver
 * @param limit null tells one by one whatever comes
 */
public record Receiver(
        String name, Address address, @Nullable Limit limit) {
    /** At most so many messages in any such span; what exceeds it becomes one digest. */
    public record Limit(int messages, Duration every) {
        public static final Limit DEFAULT = new Limit(20, Duration.ofMinutes(10));
    }
}
