package io.tillwatch.simulator;

import io.tillwatch.contracts.retail.HeldGoods;
import io.tillwatch.contracts.retail.OrderLine;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.value.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order and the moments of its life; a moment is null while, or when, the step is never taken. */
final class CustomerOrder {
    private final String id;
    private final Channel channel;
    private final String fulfilment;
    private final @Nullable Store store;
    private final List<SaleLine> lines;
    private final Instant placedAt;

    @Nullable
    Instant importedAt;

    @Nullable
    Instant invoicedAt;

    @Nullable
    Instant cancelledAt;

    @Nullable
    Instant returnedAt;

    boolean restocked;

    /** When our side heard of it: later than it was placed where a marketplace kept it. */
    private Instant heardAt;

    /** @param store null when the warehouse ships */
    CustomerOrder(
            String id,
            Channel channel,
            String fulfilment,
            @Nullable Store store,
            List<SaleLine> lines,
            Instant placedAt) {
        this.id = id;
        this.channel = channel;
        this.fulfilment = fulfilment;
        this.store = store;
        this.lines = lines;
        this.placedAt = placedAt;
        this.heardAt = placedAt;
    }

    CustomerOrder heardAt(Instant at) {
        this.heardAt = at;
        return this;
    }

    Instant heardAt() {
        return heardAt;
    }

    String id() {
        return id;
    }

    Channel channel() {
        return channel;
    }

    String fulfilment() {
        return fulfilment;
    }

    boolean collected() {
        return fulfilment.equals("click-and-collect");
    }

    /** Who hands the goods out: the source of its fulfilment events. */
    String handler() {
        return store == null ? Retailer.WMS : store.backOffice();
    }

    String location() {
        return store == null ? Retailer.WAREHOUSE : store.id();
    }

    @Nullable
    Store store() {
        return store;
    }

    List<SaleLine> lines() {
        return lines;
    }

    Instant placedAt() {
        return placedAt;
    }

    Money total() {
        return Basket.total(lines);
    }

    String reservation(SaleLine line) {
        return "R-" + id + "-" + line.line();
    }

    List<HeldGoods> held() {
        return lines.stream()
                .map(line -> new HeldGoods(reservation(line), line.sku(), location()))
                .toList();
    }

    /** As ordered, before anybody knows where the goods come from. */
    List<OrderLine> ordered() {
        return lines.stream()
                .map(line -> new OrderLine(line.line(), line.sku(), line.quantity(), line.total(), null, null, null))
                .toList();
    }

    List<OrderLine> allocated() {
        return lines.stream()
                .map(line -> new OrderLine(
                        line.line(), line.sku(), line.quantity(), line.total(), location(), reservation(line), null))
                .toList();
    }

    /** Returns always go to the warehouse. */
    List<OrderLine> returned(boolean restock) {
        return lines.stream()
                .map(line -> new OrderLine(
                        line.line(),
                        line.sku(),
                        line.quantity(),
                        line.total(),
                        Retailer.WAREHOUSE,
                        null,
                        restock ? null : Boolean.FALSE))
                .toList();
    }
}
