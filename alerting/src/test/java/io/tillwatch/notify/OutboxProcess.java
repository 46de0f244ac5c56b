package io.tillwatch.notify;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The notification service alone in a process, to be killed. */
final class OutboxProcess {
    static final NotificationRules.Patience PATIENCE =
            new NotificationRules.Patience(Duration.ofMillis(20), Duration.ofMillis(200), 5, Duration.ofMillis(300));

    private OutboxProcess() {}

    public static void main(String[] args) throws InterruptedException {
        NotificationService.start(
                rules(URI.create(args[1])),
                InstantSource.system(),
                InstantSource.system(),
                Map.of("bootstrap.servers", args[0]));
        Thread.currentThread().join();
    }

    static NotificationRules rules(URI url) {
        return new NotificationRules(
                List.of(new Receiver("duty", new Address.Webhook(url, new Secret("of the test")), null)),
                List.of(new Route(Set.of("duty"), 2, Set.of(), Set.of(), Set.of())),
                null,
                PATIENCE);
    }
}
