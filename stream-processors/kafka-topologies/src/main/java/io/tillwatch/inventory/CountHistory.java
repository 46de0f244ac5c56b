package io.tillwatch.inventory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a position in their order, and before which of them a movement falls as the books see it: by the
 * count's cut where it names the movement's source, else by time.
 */
final class CountHistory {
    private final List<Count> counts;

    /** @param movements those that count; others than counts are passed over */
    CountHistory(List<Movement> movements) {
        counts = movements.stream()
                .filter(movement -> movement.kind() == MovementKind.COUNTED && !movement.voided())
                .map(CountHistory::count)
                .sorted(Count.ORDER)
                .toList();
    }

    private static Count count(Movement movement) {
        return new Count(
                Objects.requireNonNull(movement.document(), "a count has an id"),
                movement.occurredAt(),
                movement.quantity(),
                movement.cut(),
                BigDecimal.ZERO);
    }

    int size() {
        return counts.size();
    }

    Count get(int index) {
        return counts.get(index);
    }

    /** The last count when it covers the movement, else null. */
    @Nullable
    Count coveredBy(Movement movement) {
        Count last = counts.isEmpty() ? null : counts.get(counts.size() - 1);
        return last != null && last.covers(movement) ? last : null;
    }

    /** The index of the count before which the movement falls; {@link #size()} when it comes after the last. */
    int slot(Movement movement) {
        if (movement.kind() == MovementKind.COUNTED && !movement.voided()) {
            return counts.indexOf(count(movement));
        }
        if (movement.voided() || movement.onHandChange().signum() == 0) {
            return (int) counts.stream()
                    .filter(count -> count.countedAt().isBefore(movement.occurredAt()))
                    .count();
        }
        List<Integer> varied = varied(movement);
        return coveredBy(movement) == null || varied.isEmpty() ? counts.size() : varied.get(varied.size() - 1);
    }

    /** Indexes of the counts whose variance the movement changes: those that cover it while the one before does not. */
    List<Integer> varied(Movement movement) {
        List<Integer> varied = new ArrayList<>();
        boolean before = false;
        for (int i = 0; i < counts.size(); i++) {
            boolean covers = counts.get(i).covers(movement);
            if (covers && !before) {
                varied.add(i);
            }
            before = covers;
        }
        return varied;
    }
}
