package io.tillwatch.inventory;

import static java.math.BigDecimal.ZERO;

import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.inventory.StockCase.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rules of a stock position, read out over the whole set of events at once: no running totals, no order of arrival,
 * nothing shared with the ledger. Slow and plain on purpose.
 */
final class BruteForce {
    private final List<Step> events;
    private final Instant now;

    private BruteForce(List<Step> events, Instant now) {
        this.events = events;
        this.now = now;
    }

    /** Every position that is not all zeros, in words. */
    static Map<String, String> positions(Collection<Step> delivered, Instant now) {
        Map<EventRef, Step> first = new LinkedHashMap<>();
        delivered.forEach(step -> first.putIfAbsent(new EventRef(step.source(), step.id()), step));
        Set<EventRef> undone = first.values().stream()
                .filter(step -> step.corrects() != null)
                .map(Step::corrects)
                .collect(Collectors.toSet());
        List<Step> events = first.entrySet().stream()
                .filter(entry -> !undone.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(step -> step.corrects() == null)
                .toList();
        BruteForce world = new BruteForce(events, now);
        Map<String, String> positions = new TreeMap<>();
        for (Step step : events) {
            for (String place : new String[] {step.location(), step.from(), step.to()}) {
                if (place != null) {
                    positions.computeIfAbsent(step.sku() + "|" + place, key -> world.at(step.sku(), place));
                }
            }
        }
        positions.values().removeIf(BruteForce::nothing);
        return positions;
    }

    /** What the ledger said, in the same words. */
    static Map<String, String> words(Map<String, StockCaseResult.Figures> told) {
        Map<String, String> positions = new TreeMap<>();
        told.forEach((key, one) -> positions.put(
                key,
                words(
                        one.onHand(),
                        one.reserved(),
                        one.inTransit(),
                        one.damaged(),
                        one.buffer(),
                        new TreeMap<>(one.variance()))));
        positions.values().removeIf(BruteForce::nothing);
        return positions;
    }

    private static boolean nothing(String words) {
        return words.equals(words(ZERO, ZERO, ZERO, ZERO, ZERO, Map.of()));
    }

    private static String words(
            BigDecimal onHand,
            BigDecimal reserved,
            BigDecimal inTransit,
            BigDecimal damaged,
            BigDecimal buffer,
            Map<String, String> variance) {
        return String.format(
                "on hand %s, reserved %s, in transit %s, damaged %s, buffer %s, available %s, variance %s",
                plain(onHand),
                plain(reserved),
                plain(inTransit),
                plain(damaged),
                plain(buffer),
                plain(onHand.subtract(reserved).subtract(buffer)),
                variance);
    }

    private static String plain(BigDecimal number) {
        return Quantity.normalized(number).toPlainString();
    }

    private String at(String sku, String place) {
        List<Step> here = of(step -> step.sku().equals(sku) && place.equals(step.location()));
        List<Step> moves = new ArrayList<>(here);
        moves.addAll(of(step -> step.sku().equals(sku) && step.type().startsWith("transfer")));
        List<Step> counts = here.stream()
                .filter(step -> step.type().equals("counted"))
                .sorted(Comparator.comparing(Step::time).thenComparing(Step::count))
                .toList();
        Map<String, String> variance = new TreeMap<>();
        BigDecimal onHand = sum(moves, step -> counts.stream().noneMatch(any -> true) ? shelf(step, place) : ZERO);
        for (int i = 0; i < counts.size(); i++) {
            Step count = counts.get(i);
            Step before = i == 0 ? null : counts.get(i - 1);
            BigDecimal books = (before == null ? ZERO : before.quantity())
                    .add(sum(
                            moves,
                            step -> covered(count, step) && !(before != null && covered(before, step))
                                    ? shelf(step, place)
                                    : ZERO));
            variance.put(count.count(), plain(count.quantity().subtract(books)));
            onHand = count.quantity().add(sum(moves, step -> covered(count, step) ? ZERO : shelf(step, place)));
        }
        return words(
                onHand,
                reserved(here),
                inTransit(sku, place),
                sum(
                        here,
                        step -> step.type().equals("returned") && Boolean.FALSE.equals(step.restock())
                                ? step.quantity()
                                : ZERO),
                here.stream()
                        .filter(step -> step.type().equals("buffer-set"))
                        .max(Comparator.comparing(Step::time).thenComparing(Step::id))
                        .map(Step::quantity)
                        .orElse(ZERO),
                variance);
    }

    private static BigDecimal shelf(Step step, String place) {
        boolean here = place.equals(step.location());
        return switch (step.type()) {
            case "sold", "fulfilled" -> here ? step.quantity().negate() : ZERO;
            case "received", "adjusted" -> here ? step.quantity() : ZERO;
            case "returned" -> here && !Boolean.FALSE.equals(step.restock()) ? step.quantity() : ZERO;
            case "transfer-dispatched" ->
                place.equals(step.from()) ? step.quantity().negate() : ZERO;
            case "transfer-received" -> place.equals(step.to()) ? step.quantity() : ZERO;
            default -> ZERO;
        };
    }

    private static boolean covered(Step count, Step step) {
        Long last = count.cut() == null ? null : count.cut().get(step.source());
        return last == null ? !step.time().isAfter(count.time()) : step.sequence() <= last;
    }

    private BigDecimal reserved(List<Step> here) {
        BigDecimal total = ZERO;
        for (String id : ids(here, Step::reservation)) {
            List<Step> its =
                    here.stream().filter(step -> id.equals(step.reservation())).toList();
            Instant until = its.stream()
                    .filter(step -> step.type().equals("reserved") && step.expiresAt() != null)
                    .map(Step::expiresAt)
                    .findAny()
                    .orElse(null);
            boolean paid = until != null
                    && its.stream()
                            .anyMatch(step -> step.type().equals("captured")
                                    && !step.time().isAfter(until));
            if (until == null || until.isAfter(now) || paid) {
                BigDecimal open = sum(its, step -> switch (step.type()) {
                    case "reserved" -> step.quantity();
                    case "released", "fulfilled" -> step.quantity().negate();
                    default -> ZERO;
                });
                total = total.add(open.max(ZERO));
            }
        }
        return total;
    }

    private BigDecimal inTransit(String sku, String place) {
        List<Step> coming =
                of(step -> step.sku().equals(sku) && step.type().startsWith("transfer") && place.equals(step.to()));
        BigDecimal total = ZERO;
        for (String id : ids(coming, Step::transfer)) {
            total = total.add(sum(
                            coming.stream()
                                    .filter(step -> id.equals(step.transfer()))
                                    .toList(),
                            step -> step.type().equals("transfer-dispatched")
                                    ? step.quantity()
                                    : step.quantity().negate())
                    .max(ZERO));
        }
        return total;
    }

    private List<Step> of(Predicate<Step> which) {
        return events.stream().filter(which).toList();
    }

    private static Set<String> ids(List<Step> steps, Function<Step, String> id) {
        Set<String> ids = new TreeSet<>();
        steps.forEach(step -> {
            if (id.apply(step) != null) {
                ids.add(id.apply(step));
            }
        });
        return ids;
    }

    private static BigDecimal sum(List<Step> steps, Function<Step, BigDecimal> amount) {
        return steps.stream().map(amount).reduce(ZERO, BigDecimal::add);
    }
}
