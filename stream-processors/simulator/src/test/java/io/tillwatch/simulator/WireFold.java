package io.tillwatch.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Positions from what stands on the wire: a storekeeper's way, step by step in the order of the events' own times, with
 * a running balance that a count overwrites. It shares neither records nor rules with the planner.
 */
final class WireFold {
    private final Map<String, Shelf> shelves = new TreeMap<>();
    private final Map<String, List<Instant>> captures = new HashMap<>();
    private final boolean counting;

    /** An event with its body as JSON. */
    private record Step(Envelope envelope, JsonNode body) {
        boolean counts() {
            return envelope.type().equals("retail.stock.counted.v1");
        }
    }

    private record Moved(String source, long sequence, BigDecimal pieces) {}

    private record Hold(BigDecimal pieces, @Nullable Instant expires) {}

    private static final class Shelf {
        private BigDecimal onHand = BigDecimal.ZERO;
        private BigDecimal damaged = BigDecimal.ZERO;
        private BigDecimal buffer = BigDecimal.ZERO;
        private final List<Moved> moved = new ArrayList<>();
        private final Map<String, Long> counted = new HashMap<>();
        private final Map<String, Hold> holds = new HashMap<>();
        private final Map<String, BigDecimal> settled = new HashMap<>();
        private final Map<String, BigDecimal> onTheWay = new HashMap<>();
    }

    /** @param counting whether counts overwrite the balance; without, it holds what moved and no more */
    WireFold(boolean counting) {
        this.counting = counting;
    }

    Map<String, List<String>> fold(List<Emission> events, Instant end) {
        List<Step> steps = new ArrayList<>();
        Set<EventRef> struck = new HashSet<>();
        for (Emission emission : events) {
            Step step = read(emission.record());
            EventRef target = step.envelope().corrects();
            if (target == null) {
                steps.add(step);
            } else {
                struck.add(target);
            }
        }
        steps.removeIf(step -> struck.contains(step.envelope().ref()));
        // Who counts sees what moved at the same moment.
        steps.sort(Comparator.comparing((Step step) -> step.envelope().occurredAt())
                .thenComparing(Step::counts)
                .thenComparing(step -> step.envelope().id()));
        steps.forEach(this::step);
        Map<String, List<String>> positions = new TreeMap<>();
        shelves.forEach((key, shelf) -> positions.put(key, figures(shelf, end)));
        return positions;
    }

    private static Step read(ProducerRecord<String, byte[]> record) {
        try {
            return new Step(
                    EnvelopeHeaders.read(record.headers()), Json.mapper().readTree(record.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void step(Step step) {
        JsonNode body = step.body();
        switch (step.envelope().type()) {
            case "retail.sale.completed.v1" ->
                body.path("lines")
                        .forEach(line -> move(step, at(line, body), pieces(line).negate()));
            case "retail.return.completed.v1" -> body.path("lines").forEach(line -> back(step, line, at(line, body)));
            case "retail.order.shipped.v1", "retail.order.collected.v1" ->
                body.path("lines").forEach(line -> ship(step, line));
            case "retail.order.returned.v1" -> body.path("lines").forEach(line -> back(step, line, at(line, line)));
            case "retail.stock.received.v1", "retail.stock.adjusted.v1" -> move(step, at(body, body), pieces(body));
            case "retail.stock.counted.v1" -> count(at(body, body), body);
            case "retail.stock.buffer-set.v1" -> at(body, body).buffer = pieces(body);
            case "retail.stock.reserved.v1" ->
                at(body, body)
                        .holds
                        .put(body.path("reservation").asText(), new Hold(pieces(body), time(body.path("expiresAt"))));
            case "retail.stock.released.v1", "retail.stock.fulfilled.v1" -> settle(at(body, body), body);
            case "retail.stock.transfer-dispatched.v1" -> {
                move(
                        step,
                        shelf(body.path("sku").asText(), body.path("from").asText()),
                        pieces(body).negate());
                travel(body, pieces(body));
            }
            case "retail.stock.transfer-received.v1" -> {
                move(step, shelf(body.path("sku").asText(), body.path("to").asText()), pieces(body));
                travel(body, pieces(body).negate());
            }
            case "retail.stock.transfer-written-off.v1" ->
                travel(body, pieces(body).negate());
            case "retail.payment.captured.v1" ->
                body.path("reservations")
                        .forEach(held -> captures.computeIfAbsent(
                                        held.path("reservation").asText(), key -> new ArrayList<>())
                                .add(step.envelope().occurredAt()));
            default -> {
                // Nothing else touches a shelf.
            }
        }
    }

    private void move(Step step, Shelf shelf, BigDecimal pieces) {
        String source = step.envelope().source() + "#" + step.envelope().sourceEpoch();
        long sequence = Objects.requireNonNull(step.envelope().sequence());
        if (sequence > shelf.counted.getOrDefault(source, 0L)) {
            shelf.onHand = shelf.onHand.add(pieces);
        }
        shelf.moved.add(new Moved(source, sequence, pieces));
    }

    private void back(Step step, JsonNode line, Shelf shelf) {
        if (line.path("restock").asBoolean(true)) {
            move(step, shelf, pieces(line));
        } else {
            shelf.damaged = shelf.damaged.add(pieces(line));
        }
    }

    private void ship(Step step, JsonNode line) {
        move(step, at(line, line), pieces(line).negate());
        if (line.hasNonNull("reservation")) {
            settle(at(line, line), line);
        }
    }

    private static void settle(Shelf shelf, JsonNode body) {
        shelf.settled.merge(body.path("reservation").asText(), pieces(body), BigDecimal::add);
    }

    private void travel(JsonNode body, BigDecimal pieces) {
        shelf(body.path("sku").asText(), body.path("to").asText())
                .onTheWay
                .merge(body.path("transfer").asText(), pieces, BigDecimal::add);
    }

    /** What a till rang earlier, but behind the last receipt that the count saw, is not in it. */
    private void count(Shelf shelf, JsonNode body) {
        if (!counting) {
            return;
        }
        shelf.counted.clear();
        body.path("cut")
                .properties()
                .forEach(cut -> shelf.counted.put(cut.getKey(), cut.getValue().asLong()));
        shelf.onHand = pieces(body);
        for (Moved moved : shelf.moved) {
            Long last = shelf.counted.get(moved.source());
            if (last != null && moved.sequence() > last) {
                shelf.onHand = shelf.onHand.add(moved.pieces());
            }
        }
    }

    private List<String> figures(Shelf shelf, Instant end) {
        BigDecimal reserved = BigDecimal.ZERO;
        for (Map.Entry<String, Hold> entry : shelf.holds.entrySet()) {
            Instant expires = entry.getValue().expires();
            boolean alive = expires == null
                    || end.isBefore(expires)
                    || captures.getOrDefault(entry.getKey(), List.of()).stream().anyMatch(at -> !at.isAfter(expires));
            BigDecimal open =
                    entry.getValue().pieces().subtract(shelf.settled.getOrDefault(entry.getKey(), BigDecimal.ZERO));
            reserved = alive && open.signum() > 0 ? reserved.add(open) : reserved;
        }
        BigDecimal onTheWay = shelf.onTheWay.values().stream()
                .filter(pieces -> pieces.signum() > 0)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return figures(shelf.onHand, reserved, onTheWay, shelf.damaged, shelf.buffer);
    }

    /** On hand, reserved, in transit, damaged, buffer, and what is left to sell. */
    static List<String> figures(
            BigDecimal onHand, BigDecimal reserved, BigDecimal inTransit, BigDecimal damaged, BigDecimal buffer) {
        return List.of(
                plain(onHand),
                plain(reserved),
                plain(inTransit),
                plain(damaged),
                plain(buffer),
                plain(onHand.subtract(reserved).subtract(buffer)));
    }

    private static String plain(BigDecimal pieces) {
        return pieces.setScale(3).toPlainString();
    }

    private Shelf at(JsonNode line, JsonNode place) {
        return shelf(line.path("sku").asText(), place.path("location").asText());
    }

    private Shelf shelf(String sku, String location) {
        return shelves.computeIfAbsent(sku + "|" + location, key -> new Shelf());
    }

    private static BigDecimal pieces(JsonNode body) {
        return new BigDecimal(body.path("quantity").path("value").asText());
    }

    private static @Nullable Instant time(JsonNode text) {
        return text.isTextual() ? Instant.parse(text.asText()) : null;
    }
}
