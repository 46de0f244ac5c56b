package io.tillwatch.simulator;

import io.tillwatch.simulator.Manifest.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A day that is hard on those who watch flows: what is late by design beside what is dead. Its hours are fixed, on the
 * last whole day of the world; who has the trouble depends on the seed.
 */
final class FlowDay {
    /** One order to collect in so many is never made ready: 3 %. */
    private static final int FORGOTTEN_ONE_IN = 33;

    private static final Duration UPLOAD = Duration.ofMinutes(10);

    private final LocalDate date;
    private final List<Store> stores;
    private final Retailer retailer;

    /** @param stores shuffled */
    FlowDay(SimulatorConfig config, Retailer retailer, List<Store> stores) {
        this.date = LocalDate.ofInstant(config.worldEnd(), Retailer.LONDON).minusDays(1);
        this.retailer = retailer;
        this.stores = stores;
    }

    Map<FaultKind, Window> windows() {
        Map<FaultKind, Window> windows = new EnumMap<>(FaultKind.class);
        windows.put(FaultKind.ODOO_THROTTLED, between(8, 20, 9, 5));
        windows.put(FaultKind.PROMOTION, between(10, 30, 12, 30));
        windows.put(FaultKind.ORDERS_STUCK, between(9, 30, 13, 30));
        return windows;
    }

    FaultSpec forgottenOrders() {
        return new FaultSpec(
                FaultKind.ORDERS_STUCK,
                between(9, 30, 13, 30),
                stores.get(0),
                "",
                retailer.core().get(0),
                FORGOTTEN_ONE_IN);
    }

    List<FaultPlan.Outage> outages() {
        return List.of(
                new FaultPlan.Outage(stores.get(0), between(10, 0, 14, 0), null, true),
                new FaultPlan.Outage(stores.get(1), between(15, 0, 17, 0), null, false));
    }

    /** A marketplace keeps its orders and says so; the provider's producer is dead, and nobody says so. */
    List<FaultPlan.HeldBack> heldBack() {
        return List.of(
                new FaultPlan.HeldBack(Channel.A.source(), between(11, 0, 12, 30), true, UPLOAD),
                new FaultPlan.HeldBack(FaultPlan.PROVIDER, between(18, 0, 19, 30), false, UPLOAD));
    }

    private Window between(int hour, int minute, int endHour, int endMinute) {
        return new Window(at(hour, minute), at(endHour, endMinute));
    }

    private Instant at(int hour, int minute) {
        return date.atTime(LocalTime.of(hour, minute)).atZone(Retailer.LONDON).toInstant();
    }
}
