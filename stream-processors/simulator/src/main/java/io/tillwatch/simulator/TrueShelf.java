package io.tillwatch.simulator;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.retail.StockCounted;
import io.tillwatch.contracts.retail.StockReserved;
import io.tillwatch.contracts.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One SKU at one location, with all that ever happened to it. */
final class TrueShelf {
    private final String sku;
    private final String location;
    private final List<Move> moves = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();
    private final List<StockReserved> holds = new ArrayList<>();
    private final Map<String, BigDecimal> settled = new HashMap<>();
    private final Map<String, BigDecimal> underWay = new HashMap<>();
    private final List<Buffer> buffers = new ArrayList<>();
    private BigDecimal damaged = BigDecimal.ZERO;

    private record Move(String source, @Nullable Long sequence, Instant at, BigDecimal pieces) {}

    private record Count(Instant at, String id, BigDecimal pieces, Map<String, Long> cut) {}

    private record Buffer(Instant at, String id, BigDecimal pieces) {}

    TrueShelf(String sku, String location) {
        this.sku = sku;
        this.location = location;
    }

    void moves(Event<?> event, BigDecimal pieces) {
        moves.add(new Move(
                StockCounted.cutKey(
                        event.envelope().source(),
                        Objects.requireNonNull(event.envelope().sourceEpoch())),
                event.envelope().sequence(),
                event.envelope().occurredAt(),
                pieces));
    }

    void comesBack(Event<?> event, BigDecimal pieces, boolean restocked) {
        if (restocked) {
            moves(event, pieces);
        } else {
            damaged = damaged.add(pieces);
        }
    }

    void counts(Event<?> event, StockCounted count) {
        Map<String, Long> cut = count.cut();
        counts.add(new Count(
                event.envelope().occurredAt(), count.count(), count.quantity().value(), cut == null ? Map.of() : cut));
    }

    void holds(StockReserved held) {
        holds.add(held);
    }

    void settles(String reservation, BigDecimal pieces) {
        settled.merge(reservation, pieces, BigDecimal::add);
    }

    void onTheWay(String transfer, BigDecimal pieces) {
        underWay.merge(transfer, pieces, BigDecimal::add);
    }

    void buffers(Event<?> event, BigDecimal pieces) {
        buffers.add(new Buffer(event.envelope().occurredAt(), event.envelope().id(), pieces));
    }

    Truth.Position position(Instant now, Map<String, Set<Instant>> captures) {
        BigDecimal onHand = onHand();
        BigDecimal reserved = reserved(now, captures);
        BigDecimal inTransit = underWay.values().stream()
                .map(pieces -> pieces.max(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal buffer = buffers.stream()
                .max(Comparator.comparing(Buffer::at).thenComparing(Buffer::id))
                .map(Buffer::pieces)
                .orElse(BigDecimal.ZERO);
        return new Truth.Position(
                sku,
                location,
                Quantity.normalized(onHand),
                Quantity.normalized(reserved),
                Quantity.normalized(inTransit),
                Quantity.normalized(damaged),
                Quantity.normalized(buffer),
                Quantity.normalized(onHand.subtract(reserved).subtract(buffer)));
    }

    private BigDecimal onHand() {
        Count last = counts.stream()
                .max(Comparator.comparing(Count::at).thenComparing(Count::id))
                .orElse(null);
        BigDecimal sum = last == null ? BigDecimal.ZERO : last.pieces();
        for (Move move : moves) {
            if (last == null || !covered(move, last)) {
                sum = sum.add(move.pieces());
            }
        }
        return sum;
    }

    private static boolean covered(Move move, Count count) {
        Long cut = count.cut().get(move.source());
        Long sequence = move.sequence();
        if (cut != null && sequence != null) {
            return sequence <= cut;
        }
        return !move.at().isAfter(count.at());
    }

    private BigDecimal reserved(Instant now, Map<String, Set<Instant>> captures) {
        BigDecimal sum = BigDecimal.ZERO;
        for (StockReserved held : holds) {
            Instant expires = held.expiresAt();
            boolean kept = expires == null
                    || expires.isAfter(now)
                    || captures.getOrDefault(held.reservation(), Set.of()).stream()
                            .anyMatch(captured -> !captured.isAfter(expires));
            if (kept) {
                BigDecimal open =
                        held.quantity().value().subtract(settled.getOrDefault(held.reservation(), BigDecimal.ZERO));
                sum = sum.add(open.max(BigDecimal.ZERO));
            }
        }
        return sum;
    }
}
