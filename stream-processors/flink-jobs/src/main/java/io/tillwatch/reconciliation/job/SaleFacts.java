package io.tillwatch.reconciliation.job;

import io.tillwatch.contracts.retail.OrderLine;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.Tender;
import io.tillwatch.reconciliation.Sale;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sales as the events tell them. */
final class SaleFacts {
    private SaleFacts() {}

    static Sale of(SaleCompleted sale, Instant at) {
        return new Sale(
                sale.receipt(),
                sale.channel(),
                sale.location(),
                sale.session(),
                sale.uuid(),
                sale.receipt(),
                null,
                at,
                sale.total(),
                sale.tax(),
                means(sale.tenders()),
                quantities(sale.lines(), 1));
    }

    static Sale of(ReturnCompleted back, Instant at) {
        return new Sale(
                back.receipt(),
                back.channel(),
                back.location(),
                back.session(),
                back.uuid(),
                back.receipt(),
                null,
                at,
                back.total(),
                back.tax(),
                means(back.tenders()),
                quantities(back.lines(), -1));
    }

    /** @param subject names a return, which may be told under the number of the order that comes back */
    static Sale of(OrderPlaced order, String subject, Instant at) {
        return new Sale(
                order.total().minor() < 0 ? subject : order.order(),
                order.channel(),
                null,
                null,
                null,
                null,
                order.order(),
                at,
                order.total(),
                order.tax(),
                null,
                ordered(order.lines()));
    }

    private static Map<String, BigDecimal> ordered(List<OrderLine> lines) {
        Map<String, BigDecimal> quantities = new HashMap<>();
        lines.forEach(line -> quantities.merge(line.sku(), line.quantity().value(), BigDecimal::add));
        return quantities;
    }

    private static @Nullable String means(List<Tender> tenders) {
        return tenders.size() == 1 ? tenders.get(0).method() : null;
    }

    private static Map<String, BigDecimal> quantities(List<SaleLine> lines, int sign) {
        Map<String, BigDecimal> quantities = new HashMap<>();
        for (SaleLine line : lines) {
            BigDecimal amount = line.quantity().value();
            quantities.merge(line.sku(), sign < 0 ? amount.negate() : amount, BigDecimal::add);
        }
        return quantities;
    }
}
