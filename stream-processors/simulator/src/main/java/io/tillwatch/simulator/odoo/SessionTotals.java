package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Row;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** What a session's orders add up to, in minor units, the way its entry wants it. */
final class SessionTotals {
    private static final Comparator<Group> SALES_FIRST = Comparator.comparing(Group::back)
            .thenComparing(group -> -group.tax().percent());

    private final Map<Group, Sum> groups = new TreeMap<>(SALES_FIRST);
    private final Map<Long, Paid> payments = new TreeMap<>();
    private long costOut;
    private long costBack;

    /** The entry has an income line for each of these. */
    record Group(boolean back, Tax tax) {}

    /** @param net negative for returns */
    record Sum(long net, long tax) {}

    /** @param method row of pos.payment.method */
    record Paid(Row method, long amount) {}

    void line(boolean back, Product product, long net, long tax, long cost) {
        groups.merge(
                new Group(back, product.tax()),
                new Sum(net, tax),
                (before, added) -> new Sum(before.net + added.net, before.tax + added.tax));
        if (back) {
            costBack += cost;
        } else {
            costOut += cost;
        }
    }

    void paid(Row method, long amount) {
        payments.merge(
                method.id(),
                new Paid(method, amount),
                (before, added) -> new Paid(method, before.amount + added.amount));
    }

    Map<Group, Sum> groups() {
        return groups;
    }

    Iterable<Paid> payments() {
        return payments.values();
    }

    long allPaid() {
        return payments.values().stream().mapToLong(Paid::amount).sum();
    }

    long cash() {
        return payments.values().stream()
                .filter(paid -> paid.method().get("is_cash_count").asBoolean())
                .mapToLong(Paid::amount)
                .sum();
    }

    /** Cost of what was sold. */
    long costOut() {
        return costOut;
    }

    /** Cost of what came back. */
    long costBack() {
        return costBack;
    }
}
