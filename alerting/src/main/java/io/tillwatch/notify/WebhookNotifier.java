package io.tillwatch.notify;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.tillwatch.contracts.watch.Incident;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a webhook of incidents. It never holds up the one who tells it: messages wait in a bounded queue, in order; an
 * endpoint that stays away keeps them waiting, and only when the queue is full is the oldest given up and counted. One
 * thread of its own; thread-safe.
 */
public final class WebhookNotifier implements Consumer<Incident>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookNotifier.class);
    private static final int WAITING_AT_MOST = 1_000;
    private static final int ATTEMPTS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final WebhookConfig config;
    private final InstantSource clock;
    private final Occasion occasion;
    private final LinkedBlockingDeque<Message> waiting = new LinkedBlockingDeque<>(WAITING_AT_MOST);
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong givenUp = new AtomicLong();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Retry retry;
    private final Thread thread;

    private WebhookNotifier(WebhookConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.occasion = new Occasion(config.maxPriority());
        this.retry = Retry.of(
                "webhook",
                RetryConfig.custom()
                        .maxAttempts(ATTEMPTS)
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(config.retryBase(), 2, 0.5))
                        .retryOnException(failure -> failure instanceof NotDelivered)
                        .build());
        this.thread = new Thread(this::work, "webhook");
        thread.setDaemon(true);
    }

    /** @param clock stamps the messages: real time, so that a receiver can refuse old ones */
    public static WebhookNotifier start(WebhookConfig config, InstantSource clock) {
        WebhookNotifier notifier = new WebhookNotifier(config, clock);
        notifier.thread.start();
        return notifier;
    }

    /** How messages fared since the start. */
    public record Figures(long delivered, long failedDeliveries, long givenUp, int waiting) {}

    public Figures figures() {
        return new Figures(delivered.get(), failed.get(), givenUp.get(), waiting.size());
    }

    @Override
    public synchronized void accept(Incident incident) {
        Occasion.What what = occasion.of(incident);
        if (what == null) {
            return;
        }
        Message message = Message.of(what, incident);
        while (!waiting.offerLast(message)) {
            Message oldest = waiting.pollFirst();
            if (oldest != null) {
                givenUp.incrementAndGet();
                LOG.warn("the webhook stays away and {} messages wait: gave up {}", WAITING_AT_MOST, oldest.id());
            }
        }
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Message next = waiting.takeFirst();
                try {
                    retry.executeRunnable(() -> send(next));
                    delivered.incrementAndGet();
                } catch (NotDelivered e) {
                    failed.incrementAndGet();
                    LOG.warn(
                            "webhook: {}; tries again in {} s",
                            e.getMessage(),
                            config.pause().toSeconds());
                    if (!waiting.offerFirst(next)) {
                        givenUp.incrementAndGet();
                    }
                    TimeUnit.MILLISECONDS.sleep(config.pause().toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Message message) {
        long timestamp = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(config.url())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("webhook-id", message.id())
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", Signature.of(config.secret(), message.id(), timestamp, message.body()))
                .POST(HttpRequest.BodyPublishers.ofString(message.body()))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new NotDelivered("the endpoint answers with status " + status, null);
            }
        } catch (IOException e) {
            throw new NotDelivered("the endpoint does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDelivered("stopped while sending", e);
        }
    }

    private static final class NotDelivered extends RuntimeException {
        NotDelivered(String message, @org.jspecify.annotations.Nullable Exception cause) {
            super(message, cause);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
