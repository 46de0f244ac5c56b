package io.tillwatch.promise;

import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a channel may promise of a SKU, with the terms that make it.
 *
 * @param amounts one for each unit that occurs
 * @param terms one for each location that the channel reaches, by location
 */
public record Promise(String sku, String channel, List<Amount> amounts, List<Term> terms) {
    private static final int FRACTION_DIGITS = 3;

    /** @param promisable never negative */
    public record Amount(String unit, BigDecimal promisable) {}

    /**
     * One location's part: ({@code base} less {@code channelBuffer}) times {@code share}, at most {@code most}, never
     * negative; pieces are rounded down to whole ones.
     *
     * @param base what is available, or the lower end of it where the policy says so
     * @param reason why {@code base} is the lower end; null when it is not
     */
    public record Term(
            String location,
            String unit,
            BigDecimal available,
            BigDecimal base,
            BigDecimal channelBuffer,
            BigDecimal share,
            @Nullable BigDecimal most,
            BigDecimal promisable,
            @Nullable String reason) {}

    /** @param positions of one SKU, one for each location, with their intervals */
    public static Promise of(String sku, List<StockPosition> positions, ChannelPolicy policy) {
        List<Term> terms = new ArrayList<>();
        Map<String, BigDecimal> sums = new TreeMap<>();
        positions.stream()
                .filter(position -> policy.reaches(position.location()))
                .sorted(Comparator.comparing(StockPosition::location))
                .forEach(position -> {
                    Term term = term(position, policy);
                    terms.add(term);
                    sums.merge(term.unit(), term.promisable(), BigDecimal::add);
                });
        List<Amount> amounts = sums.entrySet().stream()
                .map(sum -> new Amount(sum.getKey(), Quantity.normalized(sum.getValue())))
                .toList();
        return new Promise(sku, policy.channel(), amounts, terms);
    }

    private static Term term(StockPosition position, ChannelPolicy policy) {
        BigDecimal base = policy.usesLow() ? position.availableLow() : position.available();
        BigDecimal buffer = policy.buffer() == null ? BigDecimal.ZERO : policy.buffer();
        BigDecimal share = policy.share() == null ? BigDecimal.ONE : policy.share();
        boolean pieces = position.unit().equals(Quantity.EACH);
        BigDecimal part = base.subtract(buffer)
                .max(BigDecimal.ZERO)
                .multiply(share)
                .setScale(pieces ? 0 : FRACTION_DIGITS, RoundingMode.DOWN);
        BigDecimal most = policy.most();
        BigDecimal promisable = Quantity.normalized(most == null ? part : part.min(most));
        boolean lower = base.compareTo(position.available()) < 0;
        return new Term(
                position.location(),
                position.unit(),
                position.available(),
                base,
                buffer,
                share,
                most,
                promisable,
                lower ? position.lowReason() : null);
    }
}
