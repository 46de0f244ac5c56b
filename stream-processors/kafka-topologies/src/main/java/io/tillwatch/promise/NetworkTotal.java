package io.tillwatch.promise;

import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A SKU in the whole network, in one of its units.
 *
 * @param available by the policy on negative locations; on hand, reserved and in transit are of all locations
 * @param availableLow the same of the lower ends while locations are silent
 * @param promisable sum of the lower ends, a negative one counted as none whatever the policy
 * @param negative locations with less than nothing available; they are part of {@code available} only when it nets
 */
public record NetworkTotal(
        String unit,
        int locations,
        BigDecimal onHand,
        BigDecimal reserved,
        BigDecimal inTransit,
        BigDecimal available,
        BigDecimal availableLow,
        BigDecimal promisable,
        List<Lack> negative) {

    /** @param available below zero */
    public record Lack(String location, BigDecimal available) {}

    /**
     * One total for each unit that occurs, by unit.
     *
     * @param positions of one SKU, one for each location
     */
    public static List<NetworkTotal> of(List<StockPosition> positions, Negatives policy) {
        Map<String, List<StockPosition>> byUnit = new TreeMap<>();
        positions.forEach(position -> byUnit.computeIfAbsent(position.unit(), unit -> new ArrayList<>())
                .add(position));
        return byUnit.entrySet().stream()
                .map(unit -> of(unit.getKey(), unit.getValue(), policy))
                .toList();
    }

    private static NetworkTotal of(String unit, List<StockPosition> positions, Negatives policy) {
        boolean nets = policy == Negatives.NET;
        List<Lack> lacks = positions.stream()
                .filter(position -> position.available().signum() < 0)
                .map(position -> new Lack(position.location(), position.available()))
                .toList();
        return new NetworkTotal(
                unit,
                positions.size(),
                sum(positions, StockPosition::onHand),
                sum(positions, StockPosition::reserved),
                sum(positions, StockPosition::inTransit),
                sum(positions, position -> counted(position.available(), nets)),
                sum(positions, position -> counted(position.availableLow(), nets)),
                sum(positions, position -> counted(position.availableLow(), false)),
                policy == Negatives.CLAMP ? List.of() : lacks);
    }

    private static BigDecimal counted(BigDecimal available, boolean nets) {
        return nets ? available : available.max(BigDecimal.ZERO);
    }

    private static BigDecimal sum(List<StockPosition> positions, Function<StockPosition, BigDecimal> part) {
        return Quantity.normalized(positions.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
