package io.tillwatch.simulator.retailfile;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.StockAdjusted;
import io.tillwatch.contracts.retail.Tender;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tells an invoice as events: at most one sale, at most one return, and its adjustments. Not thread-safe. */
final class InvoiceEvents {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String CHANNEL = "web";
    private static final Money ZERO = Money.zero(RetailFile.CURRENCY);

    private final Consumer<Event<?>> sink;
    private long sequence;

    InvoiceEvents(Consumer<Event<?>> sink) {
        this.sink = sink;
    }

    void tell(Invoice invoice) {
        List<SaleLine> sold = new ArrayList<>();
        List<SaleLine> back = new ArrayList<>();
        List<FileLine> adjusted = new ArrayList<>();
        invoice.sorted((line, bucket) -> {
            if (bucket.charged()) {
                sold.add(receiptLine(sold.size() + 1, line, false));
            } else if (bucket.refunded()) {
                back.add(receiptLine(back.size() + 1, line, true));
            } else {
                adjusted.add(line);
            }
        });
        if (!sold.isEmpty()) {
            sold(invoice, sold);
        }
        if (!back.isEmpty()) {
            back(invoice, back);
        }
        for (int i = 0; i < adjusted.size(); i++) {
            adjusted(invoice, i + 1, adjusted.get(i));
        }
    }

    /** The price is signed so that price times quantity is what the line adds, or gives back on a return. */
    private static SaleLine receiptLine(int number, FileLine line, boolean refunded) {
        boolean turned = line.quantity() < 0 != refunded;
        return new SaleLine(
                number,
                line.code(),
                Quantity.each(Math.abs(line.quantity())),
                Money.of(turned ? line.price().negate() : line.price(), RetailFile.CURRENCY),
                line.amount(),
                null,
                line.goods() ? null : Boolean.FALSE);
    }

    private void sold(Invoice invoice, List<SaleLine> lines) {
        Money total = total(lines);
        String id = invoice.id() + ":sale";
        SaleCompleted sale = new SaleCompleted(
                invoice.id(),
                id,
                RetailFile.LOCATION,
                null,
                session(invoice),
                CHANNEL,
                lines,
                total,
                ZERO,
                tenders(total),
                invoice.customer());
        send(EventType.SALE_COMPLETED, id, invoice.id(), invoice, invoice.last(), "pos-sales", sale);
    }

    private void back(Invoice invoice, List<SaleLine> lines) {
        Money total = total(lines);
        String id = invoice.id() + ":return";
        ReturnCompleted back = new ReturnCompleted(
                invoice.id(),
                id,
                null,
                RetailFile.LOCATION,
                null,
                session(invoice),
                CHANNEL,
                lines,
                total,
                ZERO,
                tenders(total),
                invoice.customer());
        send(EventType.RETURN_COMPLETED, id, invoice.id(), invoice, invoice.last(), "pos-sales", back);
    }

    private void adjusted(Invoice invoice, int number, FileLine line) {
        StockAdjusted adjusted = new StockAdjusted(
                line.code(),
                RetailFile.LOCATION,
                Quantity.each(line.quantity()),
                line.description().isEmpty() ? null : line.description());
        String id = invoice.id() + ":adjustment-" + number;
        send(EventType.STOCK_ADJUSTED, id, line.code(), invoice, line.at(), "stock-feed", adjusted);
    }

    private void send(
            EventType type, String id, String subject, Invoice invoice, LocalDateTime at, String flow, Object body) {
        OffsetDateTime time = at.atZone(LONDON).toOffsetDateTime();
        Envelope envelope = Envelope.of(RetailFile.SOURCE, id, type, subject, time)
                .recordedAt(time.toInstant())
                .sequenced(++sequence, null)
                .inFlow(flow)
                .correlatedBy(invoice.id());
        sink.accept(new Event<>(envelope, body));
    }

    private static String session(Invoice invoice) {
        return "online-retail/" + invoice.last().toLocalDate();
    }

    private static Money total(List<SaleLine> lines) {
        return lines.stream().map(SaleLine::total).reduce(ZERO, Money::plus);
    }

    private static List<Tender> tenders(Money total) {
        return total.isZero() ? List.of() : List.of(new Tender("online", total));
    }
}
