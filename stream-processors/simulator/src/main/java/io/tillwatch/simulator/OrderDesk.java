package io.tillwatch.simulator;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.OrderProgressed;
import io.tillwatch.contracts.retail.PaymentProgressed;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.StockReservationSettled;
import io.tillwatch.contracts.retail.StockReserved;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.simulator.Manifest.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Web and marketplace orders from the basket to the door, or to wherever they end. */
final class OrderDesk {
    private static final String OMS = "/oms";
    private static final String CONNECTOR = "/integration/odoo-connector";
    private static final Duration HOLD = Duration.ofMinutes(30);
    private static final double COLLECTED = 0.25;
    private static final double FROM_STORE = 0.15;
    private static final double UNPAID = 0.03;
    private static final double CANCELLED = 0.04;
    private static final double RETURNED = 0.06;

    private final SimulatorConfig config;
    private final Retailer retailer;
    private final Script script;
    private final Shelves shelves;
    private final Refunds refunds;
    private final FaultPlan plan;
    private final List<Store> onlineStores;
    private final Dice dice;
    private final List<CustomerOrder> orders = new ArrayList<>();
    private final List<CustomerOrder> neverReady = new ArrayList<>();
    private final @Nullable FaultSpec stuck;
    private int toCollect;

    OrderDesk(
            SimulatorConfig config,
            Retailer retailer,
            Script script,
            Shelves shelves,
            FaultPlan plan,
            Refunds refunds) {
        this.config = config;
        this.retailer = retailer;
        this.script = script;
        this.shelves = shelves;
        this.refunds = refunds;
        this.plan = plan;
        this.onlineStores = retailer.stores().stream()
                .filter(store -> !plan.everOffline(store))
                .toList();
        this.dice = Dice.of(config.seed(), "orders");
        this.stuck = plan.spec(FaultKind.ORDERS_STUCK);
    }

    List<CustomerOrder> orders() {
        return orders;
    }

    /** Those that the planted fault keeps from being made ready. */
    List<CustomerOrder> neverReady() {
        return neverReady;
    }

    void trade(Window window) {
        Instant minute = window.from();
        int number = 0;
        while (minute.isBefore(window.to())) {
            int hour = minute.atZone(Retailer.LONDON).getHour();
            for (Channel channel : List.of(Channel.WEB, Channel.A, Channel.B)) {
                int count = dice.poisson(channel.perMinute() * config.scale() * retailer.busy(hour));
                for (int i = 0; i < count; i++) {
                    Instant at = minute.plusMillis(dice.between(0, 59_000));
                    play(order(channel, channel.prefix() + (100_001 + number++), at));
                }
            }
            minute = minute.plusSeconds(60);
        }
    }

    private CustomerOrder order(Channel channel, String id, Instant at) {
        double way = dice.share(0, 1);
        boolean web = channel.equals(Channel.WEB);
        Store store = web && way < COLLECTED + FROM_STORE ? dice.pick(onlineStores) : null;
        String fulfilment =
                store == null ? "ship-from-warehouse" : way < COLLECTED ? "click-and-collect" : "ship-from-store";
        List<SaleLine> lines =
                Basket.fill(retailer.demand(), store == null ? retailer.rangeDemand() : store.demand(), dice);
        return new CustomerOrder(id, channel, fulfilment, store, lines, at).heardAt(plan.heardOf(channel.source(), at));
    }

    private void play(CustomerOrder order) {
        orders.add(order);
        Draft placed = place(order);
        Instant at = order.heardAt();
        List<Draft> held = reserve(order, placed);
        pay(order, EventType.PAYMENT_AUTHORIZED, at.plus(dice.seconds(2, 4)), null, held.get(0));
        if (dice.chance(UNPAID)) {
            pay(order, EventType.PAYMENT_FAILED, at.plus(dice.seconds(5, 9)), "51", placed);
            step(
                            order,
                            EventType.ORDER_CANCELLED,
                            order.channel().source(),
                            at.plus(HOLD).plusSeconds(60),
                            placed)
                    .body(progressed(order, List.of(), "payment failed"));
            return;
        }
        Draft captured = pay(order, EventType.PAYMENT_CAPTURED, at.plus(dice.seconds(5, 8)), null, placed);
        Instant accepted = at.plus(dice.seconds(9, 20));
        accept(order, accepted, captured);
        Instant allocated = accepted.plus(dice.minutes(0.5, 3));
        Draft allocation = step(order, EventType.ORDER_ALLOCATED, OMS, allocated, placed)
                .body(progressed(order, order.allocated(), null));
        if (dice.chance(CANCELLED)) {
            cancel(order, allocated.plus(dice.minutes(0.5, 2)), allocation);
        } else {
            fulfil(order, allocated, allocation);
        }
    }

    void accept(CustomerOrder order, Instant at, Draft captured) {
        step(order, EventType.ORDER_ACCEPTED, CONNECTOR, at, captured).body(progressed(order, List.of(), null));
        if (script.happens(at)) {
            order.importedAt = at;
        }
    }

    Draft place(CustomerOrder order) {
        Duration promise = order.collected() ? Duration.ofHours(4) : Duration.ofHours(48);
        return step(order, EventType.ORDER_PLACED, order.channel().source(), order.placedAt(), null)
                .body(new OrderPlaced(
                        order.id(),
                        order.channel().name(),
                        order.fulfilment(),
                        order.ordered(),
                        order.total(),
                        Basket.tax(order.lines()),
                        "customer-" + dice.between(10_000, 99_999),
                        order.placedAt().plus(promise)));
    }

    List<Draft> reserve(CustomerOrder order, Draft placed) {
        List<Draft> held = new ArrayList<>();
        Instant at = order.heardAt().plus(dice.seconds(0.3, 1.2));
        for (SaleLine line : order.lines()) {
            shelves.need(line.sku(), order.location(), line.quantity().value().longValueExact());
            held.add(stock(EventType.STOCK_RESERVED, order, line, at, placed)
                    .body(new StockReserved(
                            order.reservation(line),
                            line.sku(),
                            order.location(),
                            line.quantity(),
                            order.heardAt().plus(HOLD),
                            order.id(),
                            line.total())));
        }
        return held;
    }

    void cancel(CustomerOrder order, Instant at, Draft cause) {
        if (!script.happens(at)) {
            return;
        }
        order.cancelledAt = at;
        Draft cancelled = step(order, EventType.ORDER_CANCELLED, order.channel().source(), at, cause)
                .body(progressed(order, List.of(), "customer changed their mind"));
        for (SaleLine line : order.lines()) {
            Quantity quantity = line.quantity();
            stock(EventType.STOCK_RELEASED, order, line, at.plusMillis(400), cancelled)
                    .body(new StockReservationSettled(
                            order.reservation(line), line.sku(), order.location(), quantity, order.id()));
        }
        refunds.normal(order, at.plus(dice.seconds(5, 60)), order.total());
    }

    private void fulfil(CustomerOrder order, Instant from, Draft cause) {
        if (isForgotten(order)) {
            neverReady.add(order);
            return;
        }
        String handler = order.handler();
        Instant picked = from.plus(dice.minutes(5, 20));
        Instant out;
        if (order.collected()) {
            Instant ready = from.plus(dice.minutes(10, 45));
            Draft shelf = step(order, EventType.ORDER_READY, handler, ready, cause)
                    .body(progressed(order, order.allocated(), null));
            out = ready.plus(dice.minutes(10, 90));
            step(order, EventType.ORDER_COLLECTED, handler, out, shelf)
                    .body(progressed(order, order.allocated(), null));
        } else {
            Draft pick = step(order, EventType.ORDER_PICKED, handler, picked, cause)
                    .body(progressed(order, order.allocated(), null));
            out = picked.plus(dice.minutes(4, 15));
            step(order, EventType.ORDER_SHIPPED, handler, out, pick).body(progressed(order, order.allocated(), null));
        }
        if (!script.happens(out)) {
            return;
        }
        order.invoicedAt = out;
        for (SaleLine line : order.lines()) {
            shelves.move(
                    line.sku(), order.location(), out, -line.quantity().value().longValueExact());
        }
        arrive(order, out);
    }

    /** One order in so many that are to be collected is never put on its shelf. */
    private boolean isForgotten(CustomerOrder order) {
        FaultSpec fault = stuck;
        return fault != null
                && order.collected()
                && fault.window().contains(order.placedAt())
                && toCollect++ % fault.size() == fault.size() / 4;
    }

    private void arrive(CustomerOrder order, Instant out) {
        Instant delivered = out;
        if (!order.collected()) {
            delivered = out.plus(dice.minutes(40, 180));
            step(order, EventType.ORDER_DELIVERED, "/carrier/parcel", delivered, null)
                    .body(progressed(order, List.of(), null));
        }
        if (dice.chance(RETURNED)) {
            bringBack(order, delivered.plus(dice.minutes(15, 120)));
        }
    }

    private void bringBack(CustomerOrder order, Instant at) {
        if (!script.happens(at)) {
            return;
        }
        boolean restock = dice.chance(0.75);
        order.returnedAt = at;
        order.restocked = restock;
        step(order, EventType.ORDER_RETURNED, Retailer.WMS, at, null)
                .body(progressed(order, order.returned(restock), restock ? "not wanted" : "damaged"));
        if (restock) {
            for (SaleLine line : order.lines()) {
                shelves.move(
                        line.sku(),
                        Retailer.WAREHOUSE,
                        at,
                        line.quantity().value().longValueExact());
            }
        }
        refunds.normal(order, at.plus(dice.seconds(20, 120)), order.total());
    }

    Draft pay(CustomerOrder order, EventType type, Instant at, @Nullable String code, Draft cause) {
        Money amount = order.total();
        return script.event(FaultPlan.PROVIDER, type, at)
                .subject(order.id())
                .about(order.id())
                .causedBy(cause)
                .key(order.id())
                .flow("payments")
                .body(new PaymentProgressed("PAY-" + order.id(), order.id(), "psp", amount, code, order.held()));
    }

    private Draft stock(EventType type, CustomerOrder order, SaleLine line, Instant at, Draft cause) {
        return script.event(OMS, type, at)
                .subject(line.sku())
                .about(order.id())
                .causedBy(cause)
                .key(line.sku())
                .flow("stock-feed");
    }

    Draft step(CustomerOrder order, EventType type, String source, Instant at, @Nullable Draft cause) {
        Store store = order.store();
        return script.event(source, type, at)
                .subject(order.id())
                .about(order.id())
                .causedBy(cause)
                .key(order.id())
                .flow(flow(order, type))
                .in(store == null ? Retailer.LONDON : store.zone());
    }

    private static String flow(CustomerOrder order, EventType type) {
        return switch (type) {
            case ORDER_READY, ORDER_COLLECTED -> "click-and-collect";
            case ORDER_PICKED, ORDER_SHIPPED, ORDER_RETURNED -> "warehouse";
            default -> order.channel().flow();
        };
    }

    static OrderProgressed progressed(
            CustomerOrder order, List<io.tillwatch.contracts.retail.OrderLine> lines, @Nullable String reason) {
        return new OrderProgressed(order.id(), order.channel().name(), order.location(), lines, reason);
    }
}
