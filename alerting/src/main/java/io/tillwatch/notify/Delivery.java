package io.tillwatch.notify;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.tillwatch.contracts.watch.Notification;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one receiver its messages, in order, each until it is taken or refused for good. A receiver that stays away is
 * left alone for a while by a circuit breaker; the others do not notice. One thread of its own; thread-safe.
 */
final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final long IDLE_MILLIS = 200;

    private final String receiver;
    private final Channel channel;
    private final Consumer<Result> results;
    private final IntervalFunction pauses;
    private final CircuitBreaker breaker;
    private final BlockingQueue<Notification> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
    private final Thread thread;
    private volatile List<Notification> open = List.of();
    private volatile boolean stopping;
    /** Messages that are being tried: one or none. */
    private volatile int inHand;

    private long reminded = System.nanoTime();

    /** @param refused null when the receiver took it, else why it never will */
    record Result(Notification sent, @Nullable String refused) {}

    private Delivery(String receiver, Channel channel, NotificationRules.Patience patience, Consumer<Result> results) {
        this.receiver = receiver;
        this.channel = channel;
        this.results = results;
        this.pauses = IntervalFunction.ofExponentialRandomBackoff(patience.first(), 2, 0.5, patience.longest());
        this.breaker = CircuitBreaker.of(
                receiver,
                CircuitBreakerConfig.custom()
                        .slidingWindow(patience.failures(), patience.failures(), SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(patience.open())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .ignoreExceptions(NotDelivered.ForGood.class)
                        .build());
        this.thread = new Thread(this::work, "notify-" + receiver);
        thread.setDaemon(true);
    }

    /** @param results hears of each message that needs no further attempt, on the delivery's thread */
    static Delivery start(
            String receiver, Channel channel, NotificationRules.Patience patience, Consumer<Result> results) {
        Delivery delivery = new Delivery(receiver, channel, patience, results);
        delivery.thread.start();
        return delivery;
    }

    void add(Notification notification) {
        waiting.add(notification);
    }

    /** What the receiver believes to be open, for those that must be reminded. */
    void standing(List<Notification> notifications) {
        open = notifications;
    }

    long failures() {
        return failures.get();
    }

    /** Null when all is well, else why not, in one line without a secret. */
    @Nullable
    String problem() {
        String why = problem.get();
        return why == null
                ? null
                : "receiver " + receiver + ": " + why + "; " + (waiting.size() + inHand) + " messages wait";
    }

    private void work() {
        try {
            while (!stopping) {
                Notification next = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (next == null) {
                    remind();
                } else {
                    inHand = 1;
                    String refused = deliver(next);
                    inHand = 0;
                    results.accept(new Result(next, refused));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return why it never will be taken; null when it was */
    private @Nullable String deliver(Notification next) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            while (!breaker.tryAcquirePermission()) {
                TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
                remindersRest();
            }
            long began = System.nanoTime();
            try {
                channel.send(next);
                breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
                problem.set(null);
                return null;
            } catch (NotDelivered.ForGood e) {
                breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
                LOG.warn("receiver {} will never take {}: {}", receiver, next.key(), e.getMessage());
                problem.set(e.getMessage() + " to " + next.key());
                return String.valueOf(e.getMessage());
            } catch (NotDelivered e) {
                breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, e);
                failures.incrementAndGet();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                problem.set(e.getMessage());
                LOG.info(
                        "receiver {} did not take {} at attempt {}: {}", receiver, next.key(), attempt, e.getMessage());
                TimeUnit.MILLISECONDS.sleep(pauses.apply(attempt));
            }
        }
    }

    private void remind() {
        Duration every = channel.remindEvery();
        if (every == null || System.nanoTime() - reminded < every.toNanos()) {
            return;
        }
        remindersRest();
        try {
            channel.remind(open);
            problem.set(null);
        } catch (NotDelivered e) {
            failures.incrementAndGet();
            problem.set(e.getMessage());
        }
    }

    private void remindersRest() {
        reminded = System.nanoTime();
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
