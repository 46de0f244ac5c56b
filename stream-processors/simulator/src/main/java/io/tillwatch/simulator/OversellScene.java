package io.tillwatch.simulator;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.simulator.Manifest.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The last pieces of one shop, sold by the web shop and a marketplace within a minute: not all of them can be had. */
final class OversellScene {
    private static final Duration NOTICED = Duration.ofMinutes(55);

    private final OrderDesk desk;
    private final Shelves shelves;
    private final List<CustomerOrder> losers = new ArrayList<>();

    OversellScene(OrderDesk desk, Shelves shelves) {
        this.desk = desk;
        this.shelves = shelves;
    }

    /** The orders that cannot be served. */
    List<CustomerOrder> losers() {
        return losers;
    }

    /** @param plan read after the opening stock is known */
    void play(FaultPlan plan) {
        FaultSpec spec = plan.spec(FaultKind.OVERSOLD);
        if (spec == null) {
            return;
        }
        Instant at = spec.window().from();
        int there = (int) shelves.countedAt(spec.product().sku(), spec.store().id(), at);
        order(spec, Channel.WEB, "WEB-LAST-1", at, Math.max(1, there));
        order(spec, Channel.A, "MPA-LAST-2", at.plusSeconds(25), Math.max(1, spec.size() / 2));
        order(spec, Channel.WEB, "WEB-LAST-3", at.plusSeconds(40), Math.max(1, spec.size() / 2));
    }

    private void order(FaultSpec spec, Channel channel, String id, Instant at, int pieces) {
        CustomerOrder order = new CustomerOrder(
                id, channel, "ship-from-store", spec.store(), List.of(Basket.line(1, spec.product(), pieces, 0)), at);
        desk.orders().add(order);
        losers.add(order);
        Draft placed = desk.place(order);
        List<Draft> held = desk.reserve(order, placed);
        desk.pay(order, EventType.PAYMENT_AUTHORIZED, at.plusSeconds(3), null, held.get(0));
        Draft captured = desk.pay(order, EventType.PAYMENT_CAPTURED, at.plusSeconds(6), null, placed);
        Instant accepted = at.plusSeconds(14);
        desk.accept(order, accepted, captured);
        Draft allocated = desk.step(order, EventType.ORDER_ALLOCATED, "/oms", accepted.plusSeconds(60), placed)
                .body(OrderDesk.progressed(order, order.allocated(), null));
        desk.cancel(order, at.plus(NOTICED), allocated);
    }
}
