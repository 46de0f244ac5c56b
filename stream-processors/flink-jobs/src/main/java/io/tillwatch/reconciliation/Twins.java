package io.tillwatch.reconciliation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Invoices that say the same: same customer, currency, total and lines. A copied invoice keeps these and no key. */
final class Twins {
    private Twins() {}

    /** Equal for invoices that may be twins; null for whatever is no posted customer invoice. */
    static @Nullable String key(JournalEntry entry) {
        if (!entry.invoice() || !entry.posted()) {
            return null;
        }
        return (entry.partner() == null ? 0 : entry.partner().id())
                + "|"
                + (entry.currency() == null ? 0 : entry.currency().id())
                + "|"
                + plain(entry.total());
    }

    /** Whether the lines agree: product, quantity and price. */
    static boolean sameLines(List<EntryLine> some, List<EntryLine> others) {
        return sold(some).equals(sold(others));
    }

    private static List<String> sold(List<EntryLine> lines) {
        return lines.stream()
                .filter(line -> "product".equals(line.displayType()) && "income".equals(line.accountType()))
                .map(line -> (line.product() == null ? 0 : line.product().id())
                        + "|"
                        + plain(line.quantity())
                        + "|"
                        + plain(line.subtotal()))
                .sorted()
                .collect(Collectors.toList());
    }

    /** Whether two totals are the same, but for the tails of floats. */
    static boolean same(BigDecimal some, BigDecimal other) {
        return plain(some).equals(plain(other));
    }

    private static String plain(BigDecimal number) {
        // Floats have tails far behind the last decimal of any currency.
        return number.setScale(4, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
}
