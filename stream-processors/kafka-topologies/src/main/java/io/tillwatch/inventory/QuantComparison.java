package io.tillwatch.inventory;

import io.tillwatch.contracts.value.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares what Odoo has on a shelf with what the movements say, and explains the difference. What is younger than the
 * grace may still be on its way to either side and is no drift. Pure, thread-safe.
 */
final class QuantComparison {
    private static final Comparator<Movement> NEWEST_FIRST =
            Comparator.comparing(QuantComparison::known).reversed();

    private final Rules rules;

    /**
     * How to judge.
     *
     * @param grace how long a movement may take from one side to the other
     * @param receipts how far back a receipt may explain a unit error
     * @param packs whole pack sizes that goods come in
     */
    record Rules(Duration grace, Duration receipts, List<Integer> packs) {
        static final Rules DEFAULT = new Rules(
                Duration.ofMinutes(30),
                Duration.ofDays(14),
                List.of(2, 3, 4, 5, 6, 8, 10, 12, 18, 20, 24, 36, 48, 50, 100));
    }

    /** A change of the shelf in Odoo, as two readings show it. */
    record Step(Instant at, BigDecimal change) {}

    /** Why the two differ, as far as the figures prove it. */
    enum Explanation {
        /** Odoo books the sales of a session when it closes. */
        STOCK_AT_CLOSING,
        /** The same receipt is booked in packs on one side and in pieces on the other. */
        UNIT_ERROR,
        /** Odoo moved, and no event says so. */
        ONLY_IN_ODOO,
        /** An event or a count says so, and Odoo did not move. */
        ONLY_IN_EVENTS,
        UNEXPLAINED
    }

    /**
     * @param difference what Odoo has more; negative for less; never zero
     * @param words the explanation as the end of a sentence
     * @param proved whether Odoo was seen to move by just the figure that the explanation says; else it is the best guess,
     *     which time may yet prove wrong
     */
    record Drift(BigDecimal difference, Explanation explanation, String words, boolean proved) {
        Drift(BigDecimal difference, Explanation explanation, String words) {
            this(difference, explanation, words, false);
        }
    }

    QuantComparison(Rules rules) {
        this.rules = rules;
    }

    /**
     * Null when they agree, or what differs may still be on its way.
     *
     * @param steps changes in Odoo since it is read, in any order
     * @param movements all of the position, voided ones too
     */
    @Nullable
    Drift compare(OdooShelf odoo, List<Step> steps, Book book, List<Movement> movements, Instant now) {
        BigDecimal difference = odoo.quantity().subtract(book.onHand());
        if (difference.signum() == 0) {
            return null;
        }
        List<Movement> shelf = shelf(book, movements);
        Instant young = now.minus(rules.grace());
        if (onItsWay(shelf, steps, difference, young)) {
            return null;
        }
        BigDecimal sold =
                sum(shelf, movement -> isTill(movement) && movement.occurredAt().isAfter(odoo.writtenAt()));
        if (sold.signum() != 0 && sold.negate().compareTo(difference) == 0) {
            return new Drift(
                    difference,
                    Explanation.STOCK_AT_CLOSING,
                    "just what the tills sold since Odoo last moved it; Odoo books it when the session closes");
        }
        Drift unit = unitError(shelf, steps, difference, now, true);
        if (unit == null) {
            unit = oneSided(shelf, steps, book, difference);
        }
        if (unit == null) {
            unit = unitError(shelf, steps, difference, now, false);
        }
        return unit != null ? unit : new Drift(difference, Explanation.UNEXPLAINED, "nothing known explains it");
    }

    /** What makes the shelf since the last count. */
    private static List<Movement> shelf(Book book, List<Movement> movements) {
        Count last =
                book.counts().isEmpty() ? null : book.counts().get(book.counts().size() - 1);
        return movements.stream()
                .filter(movement ->
                        !movement.voided() && movement.onHandChange().signum() != 0)
                .filter(movement -> last == null || !last.covers(movement))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** Whether one side only lacks the newest of the other. */
    private static boolean onItsWay(List<Movement> shelf, List<Step> steps, BigDecimal difference, Instant young) {
        BigDecimal lacking = BigDecimal.ZERO;
        for (Movement movement : shelf) {
            if (known(movement).isBefore(young)) {
                break;
            }
            lacking = lacking.add(movement.onHandChange());
            if (lacking.negate().compareTo(difference) == 0) {
                return true;
            }
        }
        BigDecimal ahead = BigDecimal.ZERO;
        for (Step step :
                steps.stream().sorted(Comparator.comparing(Step::at).reversed()).toList()) {
            if (step.at().isBefore(young)) {
                break;
            }
            ahead = ahead.add(step.change());
            if (ahead.compareTo(difference) == 0) {
                return true;
            }
        }
        return false;
    }

    /** @param proved only where Odoo was seen to move by the other unit's figure */
    private @Nullable Drift unitError(
            List<Movement> shelf, List<Step> steps, BigDecimal difference, Instant now, boolean proved) {
        for (Movement receipt : shelf) {
            boolean recent = receipt.occurredAt().isAfter(now.minus(rules.receipts()));
            if (!isReceipt(receipt) || !recent) {
                continue;
            }
            BigDecimal ours = receipt.onHandChange();
            for (int pack : rules.packs()) {
                BigDecimal size = BigDecimal.valueOf(pack);
                BigDecimal[] theirs = {ours.multiply(size), null};
                BigDecimal[] packs = ours.divideAndRemainder(size);
                theirs[1] = packs[1].signum() == 0 ? packs[0] : null;
                for (BigDecimal other : theirs) {
                    if (other != null
                            && other.subtract(ours).compareTo(difference) == 0
                            && (!proved
                                    || moved(steps, other, receipt.occurredAt().minus(rules.grace())))) {
                        return new Drift(
                                difference,
                                Explanation.UNIT_ERROR,
                                "the receipt of " + plain(ours) + " stands as " + plain(other) + " in Odoo: packs of "
                                        + pack + " on one side, pieces on the other",
                                proved);
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable Drift oneSided(List<Movement> shelf, List<Step> steps, Book book, BigDecimal difference) {
        long theirs = steps.stream()
                .filter(step -> step.change().compareTo(difference) == 0)
                .count();
        long ours = shelf.stream()
                .filter(movement -> movement.onHandChange().compareTo(difference) == 0)
                .count();
        if (theirs > ours) {
            return new Drift(
                    difference,
                    Explanation.ONLY_IN_ODOO,
                    "Odoo moved by " + signed(difference) + " and no event of ours says so");
        }
        List<Count> counts = book.counts();
        Count last = counts.isEmpty() ? null : counts.get(counts.size() - 1);
        if (last != null && last.variance().negate().compareTo(difference) == 0) {
            return new Drift(
                    difference,
                    Explanation.ONLY_IN_EVENTS,
                    "the variance of count " + last.id() + ", which Odoo has not booked");
        }
        return shelf.stream()
                .filter(movement -> movement.onHandChange().negate().compareTo(difference) == 0)
                .findFirst()
                .map(movement -> new Drift(
                        difference,
                        Explanation.ONLY_IN_EVENTS,
                        "one movement of " + signed(movement.onHandChange())
                                + (movement.document() == null ? "" : " (" + movement.document() + ")")
                                + ", which Odoo seems not to have booked"))
                .orElse(null);
    }

    private static boolean moved(List<Step> steps, BigDecimal change, Instant from) {
        return steps.stream()
                .anyMatch(step ->
                        step.change().compareTo(change) == 0 && !step.at().isBefore(from));
    }

    private static boolean isTill(Movement movement) {
        return movement.isSale() || movement.type().startsWith("retail.return.");
    }

    private static boolean isReceipt(Movement movement) {
        return movement.onHandChange().signum() > 0
                && (movement.kind() == MovementKind.TRANSFER_RECEIVED
                        || movement.type().startsWith("retail.stock.received."));
    }

    /** When a movement could first be told to anybody. */
    private static Instant known(Movement movement) {
        return movement.arrivedAt().isAfter(movement.occurredAt()) ? movement.arrivedAt() : movement.occurredAt();
    }

    private static BigDecimal sum(List<Movement> movements, Predicate<Movement> which) {
        List<Movement> chosen = new ArrayList<>(movements);
        chosen.removeIf(which.negate());
        return chosen.stream().map(Movement::onHandChange).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String signed(BigDecimal number) {
        return (number.signum() > 0 ? "+" : "") + plain(number);
    }

    private static String plain(BigDecimal number) {
        return Quantity.normalized(number).toPlainString();
    }
}
