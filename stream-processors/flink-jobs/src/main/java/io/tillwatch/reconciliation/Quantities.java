package io.tillwatch.reconciliation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Quantities by SKU of two sides. */
final class Quantities {
    private Quantities() {}

    /** SKUs whose quantities differ, in order. */
    static List<String> different(Map<String, BigDecimal> some, Map<String, BigDecimal> others) {
        TreeSet<String> skus = new TreeSet<>(some.keySet());
        skus.addAll(others.keySet());
        return skus.stream()
                .filter(sku ->
                        some.getOrDefault(sku, BigDecimal.ZERO).compareTo(others.getOrDefault(sku, BigDecimal.ZERO))
                                != 0)
                .toList();
    }
}
