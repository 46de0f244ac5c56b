package io.tillwatch.notify;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell of what, and how patiently.
 *
 * @param console where people reach the console, for links in messages; null sends none
 */
public record NotificationRules(
        List<Receiver> receivers,
        List<Route> routes,
        @Nullable URI console,
        Patience patience) {
    public NotificationRules {
        receivers = List.copyOf(receivers);
        routes = List.copyOf(routes);
    }

    /**
     * How to treat a receiver that does not take a message.
     *
     * @param first pause before the second attempt; doubles with jitter
     * @param longest no pause is longer
     * @param failures so many in a row open the circuit
     * @param open how long a receiver is then left alone
     */
    public record Patience(Duration first, Duration longest, int failures, Duration open) {
        public static final Patience DEFAULT =
                new Patience(Duration.ofMillis(500), Duration.ofSeconds(10), 5, Duration.ofSeconds(30));
    }
}
