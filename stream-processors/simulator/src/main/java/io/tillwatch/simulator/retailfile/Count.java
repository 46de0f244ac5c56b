package io.tillwatch.simulator.retailfile;

import io.tillwatch.contracts.value.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds up the file. Lines are counted where they are read, and again by what they became: the difference is what got
 * lost on the way. Not thread-safe.
 */
final class Count {
    private static final int MOST_REJECTED_KEPT = 1_000;

    private final Map<Bucket, Long> lines = new EnumMap<>(Bucket.class);
    private final Map<Bucket, Long> pieces = new EnumMap<>(Bucket.class);
    private final Map<Bucket, Long> minor = new EnumMap<>(Bucket.class);
    private final SortedMap<LocalDate, Long> minorByDay = new TreeMap<>();
    private final SortedMap<LocalDate, Long> allMinorByDay = new TreeMap<>();
    private final List<RejectedLine> rejectedLines = new ArrayList<>();
    private long read;
    private long rejected;
    private long invoices;
    private long events;

    void line() {
        read++;
    }

    long lines() {
        return read;
    }

    void rejected(RejectedLine line) {
        rejected++;
        if (rejectedLines.size() < MOST_REJECTED_KEPT) {
            rejectedLines.add(line);
        }
    }

    void invoices(long distinct) {
        invoices = distinct;
    }

    void event() {
        events++;
    }

    void became(FileLine line, Bucket bucket) {
        lines.merge(bucket, 1L, Math::addExact);
        pieces.merge(bucket, line.quantity(), Math::addExact);
        minor.merge(bucket, line.minor(), Math::addExact);
        allMinorByDay.merge(line.at().toLocalDate(), line.minor(), Math::addExact);
        if (bucket == Bucket.SALE || bucket == Bucket.RETURN) {
            minorByDay.merge(line.at().toLocalDate(), line.minor(), Math::addExact);
        }
    }

    RetailTotals totals() {
        long accounted = lines.values().stream().mapToLong(Long::longValue).sum();
        return new RetailTotals(
                read,
                invoices,
                of(pieces, Bucket.SALE) + of(pieces, Bucket.RETURN),
                money(of(minor, Bucket.SALE) + of(minor, Bucket.RETURN)),
                of(lines, Bucket.SALE),
                of(lines, Bucket.RETURN),
                of(lines, Bucket.ADJUSTMENT),
                of(lines, Bucket.NON_GOODS_CHARGED) + of(lines, Bucket.NON_GOODS_REFUNDED),
                rejected,
                read - rejected - accounted,
                byDay(minorByDay),
                of(pieces, Bucket.ADJUSTMENT),
                money(of(minor, Bucket.NON_GOODS_CHARGED) + of(minor, Bucket.NON_GOODS_REFUNDED)),
                new RetailTotals.Everything(sum(pieces), money(sum(minor)), byDay(allMinorByDay)),
                events,
                rejectedLines);
    }

    private static SortedMap<LocalDate, Money> byDay(SortedMap<LocalDate, Long> amounts) {
        SortedMap<LocalDate, Money> byDay = new TreeMap<>();
        amounts.forEach((day, amount) -> byDay.put(day, money(amount)));
        return byDay;
    }

    private static long sum(Map<Bucket, Long> parts) {
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long of(Map<Bucket, Long> sums, Bucket bucket) {
        return sums.getOrDefault(bucket, 0L);
    }

    private static Money money(long amount) {
        return new Money(amount, RetailFile.CURRENCY);
    }
}
