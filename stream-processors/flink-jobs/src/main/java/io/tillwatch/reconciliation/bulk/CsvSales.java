package io.tillwatch.reconciliation.bulk;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.reconciliation.Sale;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

/** A line of a file of receipts as a sale; only for lines that were packed before, and so are valid. */
final class CsvSales {
    private static final String TILLS = "pos";

    private CsvSales() {}

    static Sale sale(CsvLines line, Columns columns) {
        String ticket = columns.required(line, "ticket");
        String currency = columns.required(line, "currency");
        String tax = columns.text(line, "amount_tax");
        return new Sale(
                Objects.requireNonNullElse(columns.text(line, "source_id"), ticket),
                Objects.requireNonNullElse(columns.text(line, "channel"), TILLS),
                columns.text(line, "store"),
                columns.required(line, "session_id"),
                columns.text(line, "uuid"),
                ticket,
                null,
                instant(columns.required(line, "ts_utc")),
                Money.of(new BigDecimal(columns.required(line, "amount_total")), currency),
                tax == null ? null : Money.of(new BigDecimal(tax), currency),
                columns.text(line, "method"),
                Map.of());
    }

    private static Instant instant(String text) {
        String iso = text.replace(' ', 'T');
        return iso.endsWith("Z") ? Instant.parse(iso) : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
}
