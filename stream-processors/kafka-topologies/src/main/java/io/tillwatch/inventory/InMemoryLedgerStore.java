package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A ledger's state on the heap: for cases, benchmarks and tests. */
final class InMemoryLedgerStore implements LedgerStore {
    private record Position(String sku, String location) {}

    private record Document(Position position, HoldKind kind, String id) {}

    private final Map<Position, Book> books = new LinkedHashMap<>();
    private final Map<Position, List<Movement>> movements = new HashMap<>();
    private final Map<Document, Hold> holds = new HashMap<>();
    private final TreeMap<Instant, List<Document>> expiries = new TreeMap<>();

    @Override
    public Book book(String sku, String location) {
        return books.getOrDefault(new Position(sku, location), Book.EMPTY);
    }

    @Override
    public void put(String sku, String location, Book book) {
        books.put(new Position(sku, location), book);
    }

    @Override
    public void remember(String sku, String location, Book book) {
        put(sku, location, book);
    }

    @Override
    public void append(Movement movement) {
        movements
                .computeIfAbsent(new Position(movement.sku(), movement.location()), key -> new ArrayList<>())
                .add(movement);
    }

    @Override
    public void exchange(String sku, String location, List<Movement> removed, List<Movement> added, Book book) {
        List<Movement> log = movements.computeIfAbsent(new Position(sku, location), key -> new ArrayList<>());
        log.removeAll(removed);
        log.addAll(added);
        put(sku, location, book);
    }

    @Override
    public List<Place> longPast(Instant boundary) {
        return movements.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .anyMatch(movement -> movement.occurredAt().isBefore(boundary)))
                .map(entry -> Place.of(entry.getKey().sku(), entry.getKey().location()))
                .toList();
    }

    @Override
    public int markVoided(String sku, String location, EventRef event, Instant at) {
        int marked = 0;
        List<Movement> log = movements.getOrDefault(new Position(sku, location), List.of());
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).isOf(event) && !log.get(i).voided()) {
                log.set(i, log.get(i).withVoided(at));
                marked++;
            }
        }
        return marked;
    }

    @Override
    public void movements(String sku, String location, Consumer<Movement> each) {
        List.copyOf(movements.getOrDefault(new Position(sku, location), List.of()))
                .forEach(each);
    }

    @Override
    public Hold hold(String sku, String location, HoldKind kind, String document) {
        return holds.getOrDefault(new Document(new Position(sku, location), kind, document), Hold.NONE);
    }

    @Override
    public void put(String sku, String location, HoldKind kind, String document, Hold hold) {
        holds.put(new Document(new Position(sku, location), kind, document), hold);
    }

    @Override
    public void holds(String sku, String location, HoldKind kind, BiConsumer<String, Hold> each) {
        Position position = new Position(sku, location);
        holds.forEach((document, hold) -> {
            if (document.position().equals(position) && document.kind() == kind) {
                each.accept(document.id(), hold);
            }
        });
    }

    @Override
    public void dropHold(String sku, String location, HoldKind kind, String document) {
        holds.remove(new Document(new Position(sku, location), kind, document));
    }

    @Override
    public void dropHolds(String sku, String location) {
        Position position = new Position(sku, location);
        holds.keySet().removeIf(document -> document.position().equals(position));
    }

    @Override
    public void expireAt(Instant time, String sku, String location, String reservation) {
        expiries.computeIfAbsent(time, key -> new ArrayList<>())
                .add(new Document(new Position(sku, location), HoldKind.RESERVATION, reservation));
    }

    @Override
    public void due(Instant now, Due each) {
        Map<Instant, List<Document>> head = expiries.headMap(now, true);
        List<Document> due = head.values().stream().flatMap(List::stream).toList();
        head.clear();
        due.forEach(one -> each.expire(one.position().sku(), one.position().location(), one.id()));
    }

    @Override
    public void positionsOf(String sku, BiConsumer<String, Book> each) {
        books.forEach((position, book) -> {
            if (position.sku().equals(sku)) {
                each.accept(position.location(), book);
            }
        });
    }

    /** All positions in the order in which they were first touched. */
    void positions(PositionVisitor each) {
        books.forEach((position, book) -> each.visit(position.sku(), position.location(), book));
    }

    /** Sees each position. */
    @FunctionalInterface
    interface PositionVisitor {
        void visit(String sku, String location, Book book);
    }
}
