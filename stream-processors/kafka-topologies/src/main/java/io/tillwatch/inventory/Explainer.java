package io.tillwatch.inventory;

import static java.math.BigDecimal.ZERO;

import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.Explanation.Change;
import io.tillwatch.inventory.Explanation.CountRow;
import io.tillwatch.inventory.Explanation.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells what became of each movement of a position. Pure; used once. */
final class Explainer {
    private static final String APPLIED = "applied";

    private final PastPosition past;
    private final CountHistory counts;
    private final Map<Movement, HoldStory.Effect> holds = new HashMap<>();
    private final @Nullable Movement buffer;

    private Explainer(PastPosition past) {
        this.past = past;
        List<Movement> counting =
                past.movements().stream().filter(movement -> !movement.voided()).toList();
        counts = new CountHistory(counting);
        Map<String, HoldStory> stories = new HashMap<>();
        for (Movement movement : counting) {
            boolean reservation = movement.kind().concernsReservation();
            if (reservation || movement.kind().concernsTransit()) {
                stories.computeIfAbsent(reservation + "|" + movement.document(), document -> new HoldStory(reservation))
                        .add(movement);
            }
        }
        stories.values().forEach(story -> holds.putAll(story.tell(past.judgedAt())));
        buffer = counting.stream()
                .filter(movement -> movement.kind() == MovementKind.BUFFER_SET)
                .max(Comparator.comparing(Movement::occurredAt)
                        .thenComparing(movement -> movement.eventId() + '\u0000' + movement.source()))
                .orElse(null);
    }

    /** @param position the figures that are explained */
    static Explanation explain(PastPosition past, StockPosition position) {
        Explainer explainer = new Explainer(past);
        return new Explanation(position, explainer.rows(), explainer.countRows());
    }

    private List<Row> rows() {
        Map<Movement, Integer> slots = new HashMap<>();
        past.movements().forEach(movement -> slots.put(movement, counts.slot(movement)));
        List<Movement> ordered = past.movements().stream()
                .sorted(Comparator.<Movement>comparingInt(movement -> slots.getOrDefault(movement, 0))
                        .thenComparing(Explainer::isCount)
                        .thenComparing(Movement::occurredAt)
                        .thenComparing(Movement::eventId)
                        .thenComparing(Movement::line))
                .toList();
        List<Row> rows = new ArrayList<>(ordered.size());
        BigDecimal onHand = ZERO;
        for (Movement movement : ordered) {
            Change change = change(movement, onHand);
            onHand = onHand.add(change.onHand());
            rows.add(row(movement, change, onHand));
        }
        return rows;
    }

    private static boolean isCount(Movement movement) {
        return movement.kind() == MovementKind.COUNTED && !movement.voided();
    }

    private Change change(Movement movement, BigDecimal onHandBefore) {
        if (movement.voided()) {
            return new Change(ZERO, ZERO, ZERO, ZERO, ZERO);
        }
        MovementKind kind = movement.kind();
        BigDecimal held = holds.getOrDefault(movement, new HoldStory.Effect(ZERO, APPLIED))
                .change();
        return new Change(
                normal(
                        kind == MovementKind.COUNTED
                                ? movement.quantity().subtract(onHandBefore)
                                : movement.onHandChange()),
                normal(kind.concernsReservation() ? held : ZERO),
                normal(kind.concernsTransit() ? held : ZERO),
                normal(kind == MovementKind.DAMAGED ? movement.quantity() : ZERO),
                normal(movement.equals(buffer) ? movement.quantity() : ZERO));
    }

    private Row row(Movement movement, Change change, BigDecimal onHandAfter) {
        boolean onShelf = movement.kind().onHandSign() != 0;
        return new Row(
                movement.source(),
                movement.eventId(),
                movement.line(),
                movement.type(),
                movement.kind().bucket(),
                normal(onShelf ? movement.onHandChange() : movement.quantity()),
                movement.occurredAt(),
                movement.arrivedAt(),
                movement.voidedAt(),
                movement.document(),
                effect(movement),
                change,
                normal(onHandAfter),
                onShelf && !movement.voided()
                        ? counts.varied(movement).stream()
                                .map(index -> counts.get(index).id())
                                .toList()
                        : List.of());
    }

    private String effect(Movement movement) {
        if (movement.voided()) {
            return "voided by a correction";
        }
        MovementKind kind = movement.kind();
        if (kind == MovementKind.COUNTED) {
            return counts.slot(movement) == counts.size() - 1 ? "the count that holds" : "an earlier count";
        }
        if (kind == MovementKind.BUFFER_SET) {
            return movement.equals(buffer) ? APPLIED : "superseded by a later buffer";
        }
        Count cover = kind.onHandSign() == 0 ? null : counts.coveredBy(movement);
        String shelf = cover == null ? APPLIED : "covered by count " + cover.id();
        HoldStory.Effect hold = holds.get(movement);
        if (hold == null || kind.onHandSign() == 0) {
            return hold == null ? shelf : hold.text();
        }
        return hold.text().equals(APPLIED) ? shelf : (cover == null ? "applied on hand" : shelf) + "; " + hold.text();
    }

    private List<CountRow> countRows() {
        List<CountRow> rows = new ArrayList<>();
        List<Count> judged = new ArrayList<>(past.book().counts());
        for (int i = 0; i < counts.size(); i++) {
            Count count = counts.get(i);
            Count same = judged.stream()
                    .filter(one -> one.withVariance(ZERO).equals(count))
                    .findFirst()
                    .orElse(count);
            judged.remove(same);
            rows.add(new CountRow(
                    count.id(),
                    count.countedAt(),
                    normal(count.quantity()),
                    normal(count.quantity().subtract(same.variance())),
                    normal(same.variance())));
        }
        return rows;
    }

    private static BigDecimal normal(BigDecimal number) {
        return Quantity.normalized(Objects.requireNonNull(number));
    }
}
