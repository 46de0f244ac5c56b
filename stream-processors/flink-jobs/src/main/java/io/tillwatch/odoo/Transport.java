package io.tillwatch.odoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** HTTP to one Odoo: retries what passes, leaves a failing server alone, and never asks faster than agreed. */
final class Transport implements AutoCloseable {
    private static final int ATTEMPTS = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final ObjectReader READER =
            Json.mapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final OdooSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Retry retry;
    private final CircuitBreaker breaker;
    private final RateLimiter limiter;
    private final OdooMetrics metrics;
    private volatile Duration clockAhead = Duration.ZERO;

    Transport(OdooSettings settings, OdooMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        this.retry = Retry.of("odoo", retryConfig(settings));
        this.breaker = CircuitBreaker.of(
                "odoo",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        // More than the attempts of one request: a hiccup does not count as an outage.
                        .minimumNumberOfCalls(10)
                        .waitDurationInOpenState(settings.pace().breakerOpenFor())
                        .recordException(failure -> failure instanceof OdooException odoo
                                && odoo.kind().passes())
                        .build());
        this.limiter = RateLimiter.of(
                "odoo",
                RateLimiterConfig.custom()
                        .limitForPeriod(settings.pace().requestsPerSecond())
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(Duration.ofSeconds(30))
                        .build());
        retry.getEventPublisher().onRetry(event -> metrics.retried());
        breaker.getEventPublisher()
                .onStateTransition(event ->
                        metrics.leftAlone(event.getStateTransition().getToState() == CircuitBreaker.State.OPEN));
    }

    private static RetryConfig retryConfig(OdooSettings settings) {
        IntervalFunction backoff =
                IntervalFunction.ofExponentialRandomBackoff(settings.pace().retryBase(), 2, 0.5);
        return RetryConfig.<JsonNode>custom()
                .maxAttempts(ATTEMPTS)
                .intervalBiFunction((attempt, outcome) -> pause(attempt, outcome, backoff))
                .retryOnException(failure -> failure instanceof OdooException odoo && worthAnotherTry(odoo))
                .build();
    }

    /** A server that asks for a long pause gets it: whoever reads comes back later. */
    private static boolean worthAnotherTry(OdooException failure) {
        Duration asked = failure.retryAfter();
        return failure.kind().passes() && (asked == null || asked.compareTo(LONGEST_PAUSE) <= 0);
    }

    private static long pause(int attempt, Either<Throwable, JsonNode> outcome, IntervalFunction backoff) {
        long own = backoff.apply(attempt);
        Throwable failure = outcome.isLeft() ? outcome.getLeft() : null;
        Duration asked = failure instanceof OdooException odoo ? odoo.retryAfter() : null;
        return asked == null ? own : Math.max(own, asked.toMillis());
    }

    JsonNode get(String path) {
        return call(request(path, Map.of()).GET().build());
    }

    JsonNode post(String path, JsonNode body, Map<String, String> headers) {
        return call(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build());
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(settings.url().resolve(path))
                .timeout(settings.pace().timeout());
        headers.forEach(builder::header);
        return builder;
    }

    private JsonNode call(HttpRequest request) {
        Supplier<JsonNode> once = () -> send(request);
        Supplier<JsonNode> limited = RateLimiter.decorateSupplier(limiter, once);
        Supplier<JsonNode> guarded = CircuitBreaker.decorateSupplier(breaker, limited);
        try {
            return Retry.decorateSupplier(retry, guarded).get();
        } catch (CallNotPermittedException e) {
            throw new OdooException(OdooException.Kind.OUTAGE, "keeps failing and is left alone for a while", e);
        } catch (RequestNotPermitted e) {
            throw new OdooException(
                    OdooException.Kind.THROTTLED, "more requests are waiting than the rate limit lets through", e);
        }
    }

    private JsonNode send(HttpRequest request) {
        long began = System.nanoTime();
        try {
            JsonNode answer = exchange(request);
            metrics.requested(Duration.ofNanos(System.nanoTime() - began), null);
            return answer;
        } catch (OdooException e) {
            metrics.requested(Duration.ofNanos(System.nanoTime() - began), e.kind());
            throw e;
        }
    }

    private JsonNode exchange(HttpRequest request) {
        try {
            Instant asked = InstantSource.system().instant();
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            clockAhead = Answers.clockAhead(
                    asked, response.headers().firstValue("Date").orElse(""));
            return Answers.read(response, READER);
        } catch (JsonProcessingException e) {
            throw new OdooException(OdooException.Kind.OUTAGE, "answers with something that is not JSON", e);
        } catch (HttpTimeoutException e) {
            throw new OdooException(
                    OdooException.Kind.UNREACHABLE,
                    "does not answer within " + settings.pace().timeout().toSeconds() + " s at " + settings.address()
                            + ": it is down or very slow",
                    e);
        } catch (IOException e) {
            throw new OdooException(
                    OdooException.Kind.UNREACHABLE,
                    "does not answer at " + settings.address() + ": check odoo.url and that it runs",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OdooException(OdooException.Kind.UNREACHABLE, "stopped while waiting for an answer", e);
        }
    }

    Duration clockAhead() {
        return clockAhead;
    }

    @Override
    public void close() {
        // The JDK's client of release 17 has nothing to close; its threads end when it is collected.
    }
}
