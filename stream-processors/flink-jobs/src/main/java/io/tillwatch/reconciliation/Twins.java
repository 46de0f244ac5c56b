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

    /**
     * Equal for session entries that may be copies of each other: a copy has neither reference nor session, and keeps
     * journal, total and lines. Null for every other posting.
     */
    static @Nullable String entryKey(JournalEntry entry) {
        boolean candidate = entry.type().equals("entry") && entry.ofItsOwn() && entry.reverses() == null;
        return candidate && entry.posted()
                ? (entry.journal() == null ? 0 : entry.journal().id()) + "|" + plain(entry.total())
                : null;
    }

    /** Whether two entries say the same, line by line, and one of the lines names the session. */
    static boolean sameEntry(List<EntryLine> some, List<EntryLine> others, String session) {
        boolean named = others.stream()
                .anyMatch(line -> line.name() != null && line.name().startsWith(session + " - "));
        return named && said(some).equals(said(others));
    }

    private static List<String> said(List<EntryLine> lines) {
        return lines.stream()
                .map(line -> line.name() + "|" + line.displayType() + "|" + plain(line.balance()))
                .sorted()
                .collect(Collectors.toList());
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
