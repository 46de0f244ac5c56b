package io.tillwatch.simulator;

import io.tillwatch.contracts.watch.StockPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What physically lies on the shelves: the planner needs it to know what a count finds, and how much opening stock keeps
 * every promise. Not thread-safe.
 */
final class Shelves {
    private final Map<String, List<Move>> moves = new HashMap<>();
    private final Map<String, Long> needed = new HashMap<>();
    private final Map<String, Long> opening = new HashMap<>();

    private record Move(Instant at, long pieces) {}

    /** Pieces came (positive) or left. */
    void move(String sku, String location, Instant at, long pieces) {
        moves.computeIfAbsent(StockPosition.key(sku, location), k -> new ArrayList<>())
                .add(new Move(at, pieces));
    }

    /** Pieces that must be there from the start: sold, held, sent away, kept as a buffer. */
    void need(String sku, String location, long pieces) {
        needed.merge(StockPosition.key(sku, location), pieces, Long::sum);
    }

    long needed(String sku, String location) {
        return needed.getOrDefault(StockPosition.key(sku, location), 0L);
    }

    void open(String sku, String location, long pieces) {
        opening.merge(StockPosition.key(sku, location), pieces, Long::sum);
    }

    /** What a careful person counts at that moment. */
    long countedAt(String sku, String location, Instant at) {
        String key = StockPosition.key(sku, location);
        long pieces = opening.getOrDefault(key, 0L);
        for (Move move : moves.getOrDefault(key, List.of())) {
            if (!move.at().isAfter(at)) {
                pieces += move.pieces();
            }
        }
        return pieces;
    }
}
