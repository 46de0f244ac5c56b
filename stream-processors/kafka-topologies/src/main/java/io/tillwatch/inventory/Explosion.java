package io.tillwatch.inventory;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.HeldGoods;
import io.tillwatch.contracts.retail.OrderLine;
import io.tillwatch.contracts.retail.OrderProgressed;
import io.tillwatch.contracts.retail.PaymentProgressed;
import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.StockAdjusted;
import io.tillwatch.contracts.retail.StockBufferSet;
import io.tillwatch.contracts.retail.StockCounted;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.retail.StockReservationSettled;
import io.tillwatch.contracts.retail.StockReserved;
import io.tillwatch.contracts.retail.StockTransferred;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Explodes an event into the movements it makes. Pure, thread-safe. */
final class Explosion {
    private Explosion() {}

    /** As the other, where no SKU is a kit and every unit stands as it is said. */
    static List<Movement> of(Event<?> event, Instant arrivedAt) {
        return of(event, arrivedAt, Assortment.ANY);
    }

    /**
     * Empty for events that move no stock, and for corrections: they do nothing but void their target. A kit moves its
     * parts, by the bill of materials at the time at which the event occurred.
     *
     * @throws ContractViolation when a kit is counted or buffered: it has no shelf of its own
     */
    static List<Movement> of(Event<?> event, Instant arrivedAt, Assortment assortment) {
        if (event.envelope().corrects() != null) {
            return List.of();
        }
        List<Movement> movements = new ArrayList<>();
        Sink sink = new Sink(event.envelope(), arrivedAt, assortment, movements);
        Object data = event.data();
        if (data instanceof SaleCompleted sale) {
            sale.lines().stream()
                    .filter(SaleLine::movesStock)
                    .forEach(line -> sink.add(
                            line.sku(),
                            sale.location(),
                            MovementKind.ON_HAND,
                            line.quantity().negate(),
                            sale.receipt()));
        } else if (data instanceof ReturnCompleted back) {
            back.lines().stream()
                    .filter(SaleLine::movesStock)
                    .forEach(line -> sink.add(
                            line.sku(),
                            back.location(),
                            line.restocked() ? MovementKind.ON_HAND : MovementKind.DAMAGED,
                            line.quantity(),
                            back.receipt()));
        } else if (data instanceof OrderProgressed step) {
            step.lines().forEach(line -> orderLine(sink, step, line));
        } else if (data instanceof PaymentProgressed payment) {
            if (sink.is(EventType.PAYMENT_CAPTURED)) {
                for (HeldGoods held : payment.reservations()) {
                    sink.add(held.sku(), held.location(), MovementKind.CAPTURED, Quantity.each(0), held.reservation());
                }
            }
        } else {
            stock(sink, data);
        }
        return movements;
    }

    private static void orderLine(Sink sink, OrderProgressed step, OrderLine line) {
        String location = line.location();
        if (location == null) {
            return;
        }
        if (sink.is(EventType.ORDER_RETURNED)) {
            MovementKind kind = line.restocked() ? MovementKind.ON_HAND : MovementKind.DAMAGED;
            sink.add(line.sku(), location, kind, line.quantity(), step.order());
        } else if (line.reservation() != null
                && (sink.is(EventType.ORDER_SHIPPED) || sink.is(EventType.ORDER_COLLECTED))) {
            sink.add(line.sku(), location, MovementKind.FULFILLED, line.quantity(), line.reservation());
        }
    }

    private static void stock(Sink sink, Object data) {
        if (data instanceof StockReceived in) {
            sink.add(in.sku(), in.location(), MovementKind.ON_HAND, in.quantity(), in.document());
        } else if (data instanceof StockAdjusted change) {
            sink.add(change.sku(), change.location(), MovementKind.ON_HAND, change.quantity(), change.reason());
        } else if (data instanceof StockCounted count) {
            sink.counted(count);
        } else if (data instanceof StockReserved held) {
            sink.reserved(held);
        } else if (data instanceof StockReservationSettled settled) {
            MovementKind kind = sink.is(EventType.STOCK_FULFILLED) ? MovementKind.FULFILLED : MovementKind.RELEASED;
            sink.add(settled.sku(), settled.location(), kind, settled.quantity(), settled.reservation());
        } else if (data instanceof StockTransferred transfer) {
            transfer(sink, transfer);
        } else if (data instanceof StockBufferSet buffer) {
            sink.add(buffer.sku(), buffer.location(), MovementKind.BUFFER_SET, buffer.quantity(), null);
        }
    }

    private static void transfer(Sink sink, StockTransferred transfer) {
        String id = transfer.transfer();
        if (sink.is(EventType.STOCK_TRANSFER_DISPATCHED)) {
            sink.add(transfer.sku(), transfer.from(), MovementKind.DISPATCHED, transfer.quantity(), id);
            sink.add(transfer.sku(), transfer.to(), MovementKind.EXPECTED, transfer.quantity(), id);
        } else if (sink.is(EventType.STOCK_TRANSFER_RECEIVED)) {
            sink.add(transfer.sku(), transfer.to(), MovementKind.TRANSFER_RECEIVED, transfer.quantity(), id);
        } else {
            sink.add(transfer.sku(), transfer.to(), MovementKind.WRITTEN_OFF, transfer.quantity(), id);
        }
    }

    /** Adds what the envelope says to each movement. */
    private record Sink(Envelope envelope, Instant arrivedAt, Assortment assortment, List<Movement> movements) {
        boolean is(EventType type) {
            return envelope.type().equals(type.typeName());
        }

        void add(String sku, String location, MovementKind kind, Quantity quantity, @Nullable String document) {
            add(sku, location, kind, quantity, document, null, Map.of(), null, null);
        }

        void counted(StockCounted count) {
            Map<String, Long> cut = Objects.requireNonNullElse(count.cut(), Map.of());
            add(
                    count.sku(),
                    count.location(),
                    MovementKind.COUNTED,
                    count.quantity(),
                    count.count(),
                    null,
                    cut,
                    null,
                    null);
        }

        void reserved(StockReserved held) {
            add(
                    held.sku(),
                    held.location(),
                    MovementKind.RESERVED,
                    held.quantity(),
                    held.reservation(),
                    held.expiresAt(),
                    Map.of(),
                    held.order(),
                    held.value());
        }

        private void add(
                String sku,
                String location,
                MovementKind kind,
                Quantity quantity,
                @Nullable String document,
                @Nullable Instant expiresAt,
                Map<String, Long> cut,
                @Nullable String order,
                @Nullable Money value) {
            List<Assortment.Part> parts = assortment.parts(sku, envelope.occurredAt());
            if (parts.isEmpty()) {
                add(sku, location, kind, envelope.type(), quantity, document, expiresAt, cut, order, value);
                return;
            }
            ContractViolation.check(
                    kind != MovementKind.COUNTED && kind != MovementKind.BUFFER_SET,
                    "sku is a kit, which has no shelf of its own: count and buffer its parts");
            Money paid = value;
            for (Assortment.Part part : parts) {
                String type = envelope.type() + " of kit " + sku;
                add(part.sku(), location, kind, type, part.times(quantity), document, expiresAt, cut, order, paid);
                // The price of a kit is known for the whole of it only: it stands once, with the first part.
                paid = null;
            }
        }

        private void add(
                String sku,
                String location,
                MovementKind kind,
                String type,
                Quantity said,
                @Nullable String document,
                @Nullable Instant expiresAt,
                Map<String, Long> cut,
                @Nullable String order,
                @Nullable Money value) {
            Long sequence = envelope.sequence();
            Quantity quantity = assortment.converted(sku, said);
            BigDecimal amount = quantity.value();
            movements.add(new Movement(
                    sku,
                    location,
                    envelope.source(),
                    envelope.id(),
                    movements.size() + 1,
                    kind,
                    type,
                    amount,
                    quantity.unit(),
                    envelope.occurredAt(),
                    sequence == null ? -1 : sequence,
                    envelope.sourceEpoch(),
                    document,
                    expiresAt,
                    cut,
                    order,
                    value,
                    arrivedAt,
                    null));
        }
    }
}
