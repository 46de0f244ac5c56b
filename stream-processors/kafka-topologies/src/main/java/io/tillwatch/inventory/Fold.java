package io.tillwatch.inventory;

import static java.math.BigDecimal.ZERO;

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
import org.jspecify.annotations.Nullable;

/**
 * Folds what is older than the ledger's horizon into a few movements that stand for it, so that a position's log does
 * not grow for ever. Its figures, its last old count with that count's variance, when it was first and last heard of and
 * how many movements make it stay exactly as they are, and so they stay under whatever comes within the horizon.
 *
 * <p>What is lost: counts before the last old one with their variances, voided movements, single movements in
 * {@code explain}, and what was known at a time before the boundary. What must hold:
 *
 * <ul>
 *   <li>Nothing older than the boundary arrives any more, and nothing older is corrected.
 *   <li>A later count's cut includes, by sequence, all that its sources did before the boundary. (Movements which a
 *       count that is known already leaves out are not folded.)
 *   <li>A reservation or transfer that ended before the boundary is not begun anew under the same id.
 *   <li>A movement after the boundary that comes or is undone later is not, by sequence, in the cuts of two counts
 *       before it: it would change the variance of the older one, which is gone. Stock is right even then.
 * </ul>
 *
 * Pure, thread-safe.
 */
final class Fold {
    /** The source of movements that stand for others. No cut names it: it is covered by time. */
    static final String SOURCE = "/tillwatch/fold";

    private static final String SALES = "retail.sale.folded";
    private static final String OTHERS = "retail.stock.folded";

    private final Instant boundary;
    private final List<Movement> counting = new ArrayList<>();
    private final List<Movement> old = new ArrayList<>();
    private final List<Count> laterCounts = new ArrayList<>();
    private final Set<Movement> kept = new HashSet<>();
    private @Nullable Count before;
    private @Nullable Count last;
    private @Nullable Movement lastCounted;

    /**
     * What to change in a position's log: first take out, then put in, since both may hold movements of one identity.
     * Holds of the documents that are gone are to be made anew.
     */
    record Folded(List<Movement> removed, List<Movement> added) {}

    private Fold(List<Movement> all, Instant boundary) {
        this.boundary = boundary;
        List<Movement> counted = new ArrayList<>();
        for (Movement movement : all) {
            if (!movement.voided()) {
                counting.add(movement);
                if (movement.occurredAt().isBefore(boundary)) {
                    old.add(movement);
                }
                if (movement.kind() == MovementKind.COUNTED) {
                    counted.add(movement);
                }
            }
        }
        counted.sort(Comparator.comparing(Count::of, Count.ORDER));
        for (Movement movement : counted) {
            Count count = Count.of(movement);
            if (movement.occurredAt().isBefore(boundary)) {
                before = last;
                last = count;
                lastCounted = movement;
            } else {
                laterCounts.add(count);
            }
        }
    }

    /**
     * @param all movements of one position, voided ones too
     * @param boundary a time that has passed, at least a horizon ago; older movements are folded
     */
    static Folded of(List<Movement> all, Instant boundary) {
        return new Fold(all, boundary).folded(all);
    }

    /** How many movements this one stands for: itself, unless it stands for folded ones. */
    static long weight(Movement movement) {
        return movement.source().equals(SOURCE) ? movement.line() : 1;
    }

    private Folded folded(List<Movement> all) {
        keep();
        List<Movement> removed = new ArrayList<>(all.stream()
                .filter(movement -> movement.occurredAt().isBefore(boundary) && !kept.contains(movement))
                .toList());
        List<Movement> gone =
                removed.stream().filter(movement -> !movement.voided()).toList();
        List<Movement> added = gone.isEmpty() ? new ArrayList<>() : standIns(gone);
        List<Movement> unchanged = removed.stream().filter(added::contains).toList();
        removed.removeAll(unchanged);
        added.removeAll(unchanged);
        return new Folded(List.copyOf(removed), List.copyOf(added));
    }

    private void keep() {
        if (lastCounted != null) {
            kept.add(lastCounted);
        }
        old.stream()
                .filter(movement -> movement.kind() == MovementKind.BUFFER_SET)
                .max(Comparator.comparing(Movement::occurredAt).thenComparing(Book::bufferId))
                .ifPresent(kept::add);
        keepOpen();
        for (Movement movement : old) {
            boolean early = last != null
                    && !last.covers(movement)
                    && !movement.occurredAt().isAfter(last.countedAt());
            boolean excluded = laterCounts.stream().anyMatch(count -> !count.covers(movement));
            if (movement.onHandChange().signum() != 0 && (early || excluded)) {
                kept.add(movement);
            }
        }
    }

    /** Reservations and transfers stay whole as long as anything of them is open or within the horizon. */
    private void keepOpen() {
        Map<String, List<Movement>> documents = new HashMap<>();
        for (Movement movement : counting) {
            if (movement.kind().concernsReservation() || movement.kind().concernsTransit()) {
                String kind = movement.kind().concernsReservation() ? "reservation " : "transfer ";
                documents
                        .computeIfAbsent(kind + movement.document(), key -> new ArrayList<>())
                        .add(movement);
            }
        }
        for (List<Movement> its : documents.values()) {
            Hold hold = Hold.NONE;
            for (Movement movement : its) {
                hold = hold.plus(movement);
            }
            // Strictly before: a payment captured just at the boundary may still come, and be in time.
            boolean ended = hold.since() != null
                    && (hold.in().compareTo(hold.out()) == 0 || hold.expired(boundary.minusNanos(1)));
            if (!ended
                    || its.stream().anyMatch(movement -> !movement.occurredAt().isBefore(boundary))) {
                its.stream()
                        .filter(movement -> movement.occurredAt().isBefore(boundary))
                        .forEach(kept::add);
            }
        }
    }

    private List<Movement> standIns(List<Movement> gone) {
        List<Movement> added = new ArrayList<>();
        List<Movement> covered =
                gone.stream().filter(movement -> covers(last, movement)).toList();
        List<Movement> open =
                gone.stream().filter(movement -> !covers(last, movement)).toList();
        if (last != null) {
            shelf(added, gone, "counted", booksAtLast(last), sold(covered), last.countedAt());
        }
        BigDecimal shelf = open.stream().map(Movement::onHandChange).reduce(ZERO, BigDecimal::add);
        shelf(added, gone, "open", shelf, sold(open), latest(open.isEmpty() ? gone : open));
        BigDecimal damaged = gone.stream()
                .filter(movement -> movement.kind() == MovementKind.DAMAGED)
                .map(Movement::quantity)
                .reduce(ZERO, BigDecimal::add);
        if (damaged.signum() != 0) {
            added.add(standIn(gone, "damaged", MovementKind.DAMAGED, OTHERS, damaged, latest(gone)));
        }
        List<Instant> times =
                new ArrayList<>(added.stream().map(Movement::occurredAt).toList());
        kept.forEach(movement -> times.add(movement.occurredAt()));
        Instant earliest = gone.stream()
                .map(Movement::occurredAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        if (times.stream().noneMatch(time -> !time.isAfter(earliest))) {
            added.add(standIn(gone, "first", MovementKind.ON_HAND, OTHERS, ZERO, earliest));
            times.add(earliest);
        }
        if (times.stream().noneMatch(time -> !time.isBefore(latest(gone))) || added.isEmpty()) {
            added.add(standIn(gone, "last", MovementKind.ON_HAND, OTHERS, ZERO, latest(gone)));
        }
        added.set(
                0, weighing(added.get(0), gone.stream().mapToLong(Fold::weight).sum()));
        return added;
    }

    /** What the books said at the last old count, less what of it stands in movements that stay. */
    private BigDecimal booksAtLast(Count count) {
        BigDecimal books = before == null ? ZERO : before.quantity();
        for (Movement movement : counting) {
            if (count.covers(movement)) {
                boolean stays =
                        kept.contains(movement) || !movement.occurredAt().isBefore(boundary);
                BigDecimal change = movement.onHandChange();
                books = books.add(covers(before, movement) ? ZERO : change).subtract(stays ? change : ZERO);
            }
        }
        return books;
    }

    private static void shelf(
            List<Movement> added, List<Movement> gone, String name, BigDecimal all, BigDecimal sold, Instant at) {
        if (sold.signum() != 0) {
            added.add(standIn(gone, name + "-sales", MovementKind.ON_HAND, SALES, sold.negate(), at));
        }
        BigDecimal others = all.add(sold);
        if (others.signum() != 0) {
            added.add(standIn(gone, name, MovementKind.ON_HAND, OTHERS, others, at));
        }
    }

    private static BigDecimal sold(List<Movement> movements) {
        return movements.stream()
                .filter(Movement::isSale)
                .map(movement -> movement.quantity().negate())
                .reduce(ZERO, BigDecimal::add);
    }

    private static boolean covers(@Nullable Count count, Movement movement) {
        return count != null && count.covers(movement);
    }

    private static Instant latest(List<Movement> movements) {
        return movements.stream()
                .map(Movement::occurredAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Movement standIn(
            List<Movement> gone, String id, MovementKind kind, String type, BigDecimal quantity, Instant at) {
        Movement any = gone.get(0);
        String unit = gone.stream()
                .filter(Movement::saysUnit)
                .map(Movement::unit)
                .reduce(Units::joined)
                .orElse(any.unit());
        return new Movement(
                any.sku(),
                any.location(),
                SOURCE,
                id,
                0,
                kind,
                type,
                quantity,
                unit,
                at,
                -1,
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                at,
                null);
    }

    private static Movement weighing(Movement standIn, long weight) {
        return new Movement(
                standIn.sku(),
                standIn.location(),
                SOURCE,
                standIn.eventId(),
                Math.toIntExact(weight),
                standIn.kind(),
                standIn.type(),
                standIn.quantity(),
                standIn.unit(),
                standIn.occurredAt(),
                -1,
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                Objects.requireNonNull(standIn.arrivedAt()),
                null);
    }
}
