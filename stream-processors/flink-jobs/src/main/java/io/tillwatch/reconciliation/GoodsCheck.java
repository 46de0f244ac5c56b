package io.tillwatch.reconciliation;

import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The third leg: what the session's orders sold against the goods that left the stock for it, product by product. Odoo
 * moves goods when the session closes or with each order; both say whose they are. Without a single transfer the stock
 * was not read, or is not kept, and nothing is said.
 */
final class GoodsCheck {
    private final Books books;

    GoodsCheck(Books books) {
        this.books = books;
    }

    void check(PosSession session, List<PosOrder> orders, Verdicts verdicts) {
        Set<Picking> pickings = new LinkedHashSet<>(books.pickings.by("session", session.id()));
        Map<Long, BigDecimal> sold = new TreeMap<>();
        for (PosOrder order : orders) {
            if (!order.counts()) {
                continue;
            }
            List<OrderPart> lines = books.orderLines.by("order", order.id());
            if (lines.size() != order.lines().size()) {
                return;
            }
            lines.forEach(line -> add(sold, line.what(), line.amount()));
            pickings.addAll(books.pickings.by("order", order.id()));
        }
        boolean unread = pickings.stream()
                .anyMatch(picking -> books.moves.by("picking", picking.id()).isEmpty());
        if (pickings.isEmpty() || unread) {
            return;
        }
        Map<Long, BigDecimal> moved = new TreeMap<>();
        pickings.stream()
                .flatMap(picking -> books.moves.by("picking", picking.id()).stream())
                .filter(Moved::done)
                .forEach(move -> add(moved, move.product(), move.toCustomer()));
        List<String> different = different(sold, moved);
        if (!different.isEmpty()) {
            verdicts.add(new Finding(
                            Level.SESSION,
                            BreakKind.QUANTITY_MISMATCH,
                            "The goods that left the stock for " + session.name() + " are not those that it sold: "
                                    + String.join(", ", different) + ".")
                    .session(session)
                    .since(session.stoppedAt())
                    .fact("skus", String.join(",", different)));
        }
    }

    private List<String> different(Map<Long, BigDecimal> sold, Map<Long, BigDecimal> moved) {
        // A kit is sold as one product and leaves the stock as others: then neither side has the other's.
        boolean kits =
                !moved.keySet().containsAll(stored(sold)) && !sold.keySet().containsAll(moved.keySet());
        TreeSet<Long> products = new TreeSet<>(stored(sold));
        products.addAll(moved.keySet());
        return products.stream()
                .filter(product -> !kits || (sold.containsKey(product) && moved.containsKey(product)))
                .filter(product -> quantity(moved, product).compareTo(quantity(sold, product)) != 0)
                .map(product ->
                        sku(product) + " " + signed(quantity(moved, product).subtract(quantity(sold, product))))
                .sorted()
                .toList();
    }

    private Set<Long> stored(Map<Long, BigDecimal> sold) {
        Set<Long> stored = new TreeSet<>(sold.keySet());
        stored.removeIf(product -> !isStored(product) || quantity(sold, product).signum() == 0);
        return stored;
    }

    private static BigDecimal quantity(Map<Long, BigDecimal> quantities, long product) {
        return quantities.getOrDefault(product, BigDecimal.ZERO);
    }

    private static void add(Map<Long, BigDecimal> sum, @Nullable Ref product, BigDecimal quantity) {
        if (product != null) {
            sum.merge(product.id(), quantity, BigDecimal::add);
        }
    }

    /** Services and the like have no stock; what is not known to have one may have none. */
    private boolean isStored(long product) {
        Books.Named row = books.products.get(product);
        return row != null
                && row.type() != null
                && (row.type().equals("consu") || row.type().equals("product"));
    }

    private String sku(long product) {
        String sku = books.sku(new Ref(product, null));
        return sku == null ? "product " + product : sku;
    }

    private static String signed(BigDecimal quantity) {
        String plain = quantity.stripTrailingZeros().toPlainString();
        return quantity.signum() > 0 ? "+" + plain : plain;
    }
}
