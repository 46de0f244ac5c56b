package io.tillwatch.inventory;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.StockPosition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * The other instances, over HTTP. One that did not answer is asked after all others for a while, so that each read does
 * not wait for it again. Thread-safe.
 */
final class Peers {
    private static final Duration CONNECT_WITHIN = Duration.ofMillis(500);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final Map<HostInfo, Long> silentSince = new ConcurrentHashMap<>();

    /** Those that answered lately before those that did not, else in the order given. */
    List<HostInfo> awakeFirst(List<HostInfo> holders) {
        long now = System.nanoTime();
        return holders.stream()
                .sorted(Comparator.comparing(holder -> {
                    Long since = silentSince.get(holder);
                    return since != null && now - since < QUIET_NANOS;
                }))
                .toList();
    }

    StockView at(HostInfo host) {
        return new Peer(host);
    }

    private final class Peer implements StockView {
        private final HostInfo host;

        Peer(HostInfo host) {
            this.host = host;
        }

        @Override
        public Optional<Answer<StockPosition>> position(String sku, String location, Moment moment) {
            return Optional.ofNullable(
                    ask(new StockHop(StockHop.What.POSITION, sku, location, moment), new TypeReference<>() {}));
        }

        @Override
        public Answer<List<StockPosition>> positions(String sku, Moment moment) {
            Answer<List<StockPosition>> answer =
                    ask(new StockHop(StockHop.What.POSITIONS, sku, null, moment), new TypeReference<>() {});
            return answer == null ? new Answer<>(List.of(), Duration.ZERO, false) : answer;
        }

        @Override
        public Optional<Answer<Explanation>> explain(String sku, String location, Moment moment) {
            return Optional.ofNullable(
                    ask(new StockHop(StockHop.What.EXPLANATION, sku, location, moment), new TypeReference<>() {}));
        }

        private <T> @Nullable T ask(StockHop question, TypeReference<T> type) {
            URI uri = URI.create(
                    "http://" + bracketed(host.host()) + ":" + host.port() + StockHop.PATH + "?" + question.query());
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(ANSWER_WITHIN)
                    .header(StockHop.HEADER, "1")
                    .build();
            try {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                silentSince.remove(host);
                if (response.statusCode() == NOT_FOUND) {
                    return null;
                }
                if (response.statusCode() != OK) {
                    throw new StockUnavailableException(host + " answered " + response.statusCode(), null);
                }
                return Json.mapper().readValue(response.body(), type);
            } catch (IOException e) {
                silentSince.put(host, System.nanoTime());
                throw new StockUnavailableException(host + " does not answer", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StockUnavailableException("stopped while asking " + host, e);
            }
        }
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
