package io.tillwatch.app.demo;

import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.simulator.Truth;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds positions against the physical truth. */
final class StockJudge {
    private static final int EXAMPLES = 10;

    private StockJudge() {}

    static Report.Stock judge(Map<String, StockPosition> told, Map<String, Truth.Position> truth) {
        List<String> wrong = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(told.keySet());
        keys.addAll(truth.keySet());
        for (String key : keys) {
            String said = said(told.get(key));
            String is = is(truth.get(key));
            if (!said.equals(is)) {
                wrong.add(key + ": told " + said + ", is " + is);
            }
        }
        return new Report.Stock(
                told.size(),
                wrong.size(),
                wrong.stream().limit(EXAMPLES).toList(),
                Digest.of(told.entrySet().stream().map(entry -> entry.getKey() + ' ' + said(entry.getValue()))));
    }

    private static String said(@Nullable StockPosition position) {
        return position == null
                ? "nothing"
                : figures(
                        position.onHand(),
                        position.reserved(),
                        position.inTransit(),
                        position.damaged(),
                        position.buffer(),
                        position.available());
    }

    private static String is(Truth.@Nullable Position position) {
        return position == null
                ? "nothing"
                : figures(
                        position.onHand(),
                        position.reserved(),
                        position.inTransit(),
                        position.damaged(),
                        position.buffer(),
                        position.available());
    }

    private static String figures(
            BigDecimal onHand,
            BigDecimal reserved,
            BigDecimal inTransit,
            BigDecimal damaged,
            BigDecimal buffer,
            BigDecimal available) {
        return "on hand " + plain(onHand) + ", reserved " + plain(reserved) + ", in transit " + plain(inTransit)
                + ", damaged " + plain(damaged) + ", buffer " + plain(buffer) + ", available " + plain(available);
    }

    private static String plain(BigDecimal number) {
        return Quantity.normalized(number).toPlainString();
    }
}
