package io.tillwatch.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.HeldGoods;
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
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stock case: events in the order of their arrival, and the moment at which positions are asked for.
 *
 * @param name tells it apart
 * @param now decides expiry
 */
public record StockCase(String name, Instant now, List<Step> events) {
    private static final Money NOTHING = Money.zero("GBP");

    /** One abstract event; which fields it has depends on its type. */
    public record Step(
            String source,
            String id,
            @Nullable Long sequence,
            Instant time,
            String type,
            @Nullable String sku,
            @Nullable String location,
            @Nullable BigDecimal quantity,
            @Nullable String count,
            @Nullable Map<String, Long> cut,
            @Nullable String reservation,
            @Nullable Instant expiresAt,
            @Nullable String transfer,
            @Nullable String from,
            @Nullable String to,
            @Nullable Boolean restock,
            @JsonProperty("corrects") @Nullable EventRef corrects,
            @Nullable String reason) {

        /** The canonical event that says the same. */
        public Event<?> toEvent() {
            EventType canonical = eventType();
            Envelope envelope =
                    Envelope.of(source, id, canonical, sku == null ? id : sku, time.atOffset(ZoneOffset.UTC));
            if (sequence != null) {
                envelope = envelope.sequenced(sequence, null);
            }
            if (corrects != null) {
                envelope = envelope.correcting(corrects);
            }
            return new Event<>(envelope, body());
        }

        private EventType eventType() {
            return switch (type) {
                case "sold" -> EventType.SALE_COMPLETED;
                case "returned" -> EventType.RETURN_COMPLETED;
                case "received" -> EventType.STOCK_RECEIVED;
                case "adjusted", "correction" -> EventType.STOCK_ADJUSTED;
                case "counted" -> EventType.STOCK_COUNTED;
                case "reserved" -> EventType.STOCK_RESERVED;
                case "released" -> EventType.STOCK_RELEASED;
                case "fulfilled" -> EventType.STOCK_FULFILLED;
                case "captured" -> EventType.PAYMENT_CAPTURED;
                case "transfer-dispatched" -> EventType.STOCK_TRANSFER_DISPATCHED;
                case "transfer-received" -> EventType.STOCK_TRANSFER_RECEIVED;
                case "transfer-written-off" -> EventType.STOCK_TRANSFER_WRITTEN_OFF;
                case "buffer-set" -> EventType.STOCK_BUFFER_SET;
                default -> throw new IllegalArgumentException("unknown type of stock event: " + type);
            };
        }

        private Object body() {
            Quantity amount = new Quantity(quantity == null ? BigDecimal.ZERO : quantity, Quantity.EACH);
            String item = sku == null ? "-" : sku;
            String place = location == null ? "-" : location;
            return switch (eventType()) {
                case SALE_COMPLETED ->
                    new SaleCompleted(
                            id,
                            id,
                            place,
                            null,
                            place,
                            "pos",
                            List.of(line(item, amount)),
                            NOTHING,
                            NOTHING,
                            List.of(),
                            null);
                case RETURN_COMPLETED ->
                    new ReturnCompleted(
                            id,
                            id,
                            null,
                            place,
                            null,
                            place,
                            "pos",
                            List.of(line(item, amount)),
                            NOTHING,
                            NOTHING,
                            List.of(),
                            null);
                case STOCK_RECEIVED -> new StockReceived(item, place, amount, null);
                case STOCK_ADJUSTED -> new StockAdjusted(item, place, amount, reason);
                case STOCK_COUNTED -> new StockCounted(Objects.requireNonNullElse(count, id), item, place, amount, cut);
                case STOCK_RESERVED ->
                    new StockReserved(document(reservation), item, place, amount, expiresAt, null, null);
                case STOCK_RELEASED, STOCK_FULFILLED ->
                    new StockReservationSettled(document(reservation), item, place, amount, null);
                case PAYMENT_CAPTURED ->
                    new PaymentProgressed(
                            id,
                            document(reservation),
                            "psp",
                            NOTHING,
                            null,
                            List.of(new HeldGoods(document(reservation), item, place)));
                case STOCK_BUFFER_SET -> new StockBufferSet(item, place, amount);
                default ->
                    new StockTransferred(
                            document(transfer),
                            item,
                            Objects.requireNonNullElse(from, "-"),
                            Objects.requireNonNullElse(to, "-"),
                            amount);
            };
        }

        private SaleLine line(String item, Quantity amount) {
            return new SaleLine(1, item, amount, NOTHING, NOTHING, restock, null);
        }

        private String document(@Nullable String named) {
            return Objects.requireNonNullElse(named, id);
        }
    }
}
