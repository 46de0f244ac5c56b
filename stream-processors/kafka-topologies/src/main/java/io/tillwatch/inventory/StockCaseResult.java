package io.tillwatch.inventory;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.tillwatch.contracts.value.Quantity;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stock case came to.
 *
 * @param positions by {@code SKU|location}
 * @param duplicates how many events were seen before with the same content
 * @param quarantined indices of events that were refused
 */
public record StockCaseResult(String name, Map<String, Figures> positions, int duplicates, List<Integer> quarantined) {

    /** A position as cases tell it. */
    public record Figures(
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal onHand,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal reserved,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal inTransit,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal damaged,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal buffer,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal available,
            Map<String, String> variance) {

        static Figures of(Book book) {
            Map<String, String> variance = new LinkedHashMap<>();
            book.counts()
                    .forEach(count -> variance.put(
                            count.id(), Quantity.normalized(count.variance()).toPlainString()));
            return new Figures(
                    Quantity.normalized(book.onHand()),
                    Quantity.normalized(book.reserved()),
                    Quantity.normalized(book.inTransit()),
                    Quantity.normalized(book.damaged()),
                    Quantity.normalized(book.buffer()),
                    Quantity.normalized(book.available()),
                    variance);
        }
    }
}
