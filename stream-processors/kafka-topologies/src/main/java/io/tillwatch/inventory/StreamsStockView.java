package io.tillwatch.inventory;

import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.state.PackedStoreQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;

/** Interactive queries on the ledger's stores of this instance. */
final class StreamsStockView implements StockView {
    private final KafkaStreams streams;
    private final Clock clock;

    StreamsStockView(KafkaStreams streams, Clock clock) {
        this.streams = streams;
        this.clock = clock;
    }

    @Override
    public Optional<Answer<StockPosition>> position(String sku, String location) {
        return Optional.ofNullable(reader().book(sku, location))
                .map(book -> fresh(book.position(sku, location, clock.instant())));
    }

    @Override
    public Answer<List<StockPosition>> positions(String sku) {
        List<StockPosition> positions = new ArrayList<>();
        Instant now = clock.instant();
        reader().positionsOf(sku, (location, book) -> positions.add(book.position(sku, location, now)));
        return fresh(positions);
    }

    @Override
    public Answer<List<MovementRow>> explain(String sku, String location) {
        LedgerReader ledger = reader();
        Book book = ledger.book(sku, location);
        if (book == null) {
            return fresh(List.of());
        }
        List<Count> counts = book.counts();
        return fresh(ledger.movements(sku, location).stream()
                .sorted(Comparator.comparing(Movement::occurredAt).thenComparing(Movement::eventId))
                .map(movement -> row(movement, counts))
                .toList());
    }

    private static MovementRow row(Movement movement, List<Count> counts) {
        return new MovementRow(
                movement.source(),
                movement.eventId(),
                movement.type(),
                movement.kind().bucket(),
                movement.kind().onHandSign() == 0 ? movement.quantity() : movement.onHandChange(),
                movement.occurredAt(),
                movement.document(),
                effect(movement, counts));
    }

    private static String effect(Movement movement, List<Count> counts) {
        if (movement.voided()) {
            return "voided by a correction";
        }
        if (movement.kind() == MovementKind.COUNTED) {
            boolean last =
                    !counts.isEmpty() && counts.get(counts.size() - 1).id().equals(movement.document());
            return last ? "the count that holds" : "an earlier count";
        }
        boolean covered = movement.kind().onHandSign() != 0
                && !counts.isEmpty()
                && counts.get(counts.size() - 1).covers(movement);
        return covered ? "covered by count " + counts.get(counts.size() - 1).id() : "applied";
    }

    private LedgerReader reader() {
        return new StoredLedger(
                streams.store(StoreQueryParameters.fromNameAndType(InventoryTopology.LEDGER, new PackedStoreQuery())));
    }

    private static <T> Answer<T> fresh(T value) {
        return new Answer<>(value, Duration.ZERO, false);
    }
}
