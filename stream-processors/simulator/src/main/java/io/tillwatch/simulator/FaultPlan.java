package io.tillwatch.simulator;

import io.tillwatch.simulator.Manifest.FaultKind;
import io.tillwatch.simulator.demand.Demand.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When and where the day's faults sit, drawn from the seed. Short faults share out the slots of the day, so that they
 * do not hide one another; offline shops run across them.
 */
final class FaultPlan {
    private static final double[] SLOTS = {0.17, 0.26, 0.35, 0.44, 0.53, 0.62, 0.71};
    private static final Set<FaultKind> NEED_SHOPPERS =
            EnumSet.of(FaultKind.PROMOTION, FaultKind.DEMAND_SURGE, FaultKind.CLOCK_AHEAD);
    private static final int PROMOTED = 8;
    private static final int OFFLINE = 2;
    private static final Duration A_YEAR = Duration.ofDays(365);

    /** A surge needs some history before it, or nobody can tell it from a normal hour. */
    private static final int EARLIEST_SURGE = 3;

    /** The payment provider as a source. */
    static final String PROVIDER = "/psp";

    private final Map<FaultKind, Window> windows = new EnumMap<>(FaultKind.class);
    private final List<Outage> outages = new ArrayList<>();
    private final List<HeldBack> heldBack = new ArrayList<>();
    private final Map<FaultKind, FaultSpec> specs = new EnumMap<>(FaultKind.class);
    private List<Product> promoted = List.of();
    private @Nullable Product surging;
    private @Nullable Store skewedStore;
    private String skewedTill = "";

    /**
     * A shop that is not heard.
     *
     * @param linkDown false when its link is up and only its tills are silent
     */
    record Outage(Store store, Window window, @Nullable Instant countedAt, boolean linkDown) {
        boolean silences(String source) {
            return linkDown ? store.speaks(source) : source.startsWith("/pos/" + store.id() + "/");
        }
    }

    /**
     * A source that is no shop and whose events come when the window is over.
     *
     * @param said whether it says how many wait; else nobody knows
     * @param upload how long it takes to send what was kept, the oldest first
     */
    record HeldBack(String source, Window window, boolean said, Duration upload) {
        Instant sent(Instant happened) {
            double share = new Window(window.from(), happened).minutes() / window.minutes();
            return window.to().plusMillis((long) (share * upload.toMillis()));
        }
    }

    FaultPlan(SimulatorConfig config, Retailer retailer) {
        if (!config.faults()) {
            return;
        }
        if (config.scenario() == Scenario.FLOW_DAY) {
            flowDay(config, retailer);
            return;
        }
        Dice dice = Dice.of(config.seed(), "fault-plan");
        place(config, new Day(config), dice);
        List<Store> stores = new ArrayList<>(retailer.stores());
        Collections.shuffle(stores, dice.random());
        for (int i = 0; i < OFFLINE; i++) {
            outages.add(outage(config, dice, stores.get(i), i == 0));
        }
        skewedStore = stores.get(OFFLINE);
        skewedTill = dice.pick(stores.get(OFFLINE).tills());
        List<Product> core = new ArrayList<>(retailer.core());
        surging = core.remove(dice.between(4, 14));
        Collections.shuffle(core, dice.random());
        promoted = List.copyOf(core.subList(0, PROMOTED));
        if (config.scenario() == Scenario.FAULT_DAY) {
            specs.putAll(new FaultDay(config, retailer, stores).specs());
            specs.forEach((kind, spec) -> windows.put(kind, spec.window()));
            FaultSpec silent = specs.get(FaultKind.TILLS_SILENT);
            if (silent != null) {
                outages.add(new Outage(silent.store(), silent.window(), null, false));
            }
        }
    }

    private void flowDay(SimulatorConfig config, Retailer retailer) {
        List<Store> stores = new ArrayList<>(retailer.stores());
        Collections.shuffle(stores, Dice.of(config.seed(), "flow-day").random());
        FlowDay day = new FlowDay(config, retailer, stores);
        windows.putAll(day.windows());
        specs.put(FaultKind.ORDERS_STUCK, day.forgottenOrders());
        outages.addAll(day.outages());
        heldBack.addAll(day.heldBack());
        promoted = List.copyOf(retailer.core());
    }

    private void place(SimulatorConfig config, Day day, Dice dice) {
        List<FaultKind> kinds = new ArrayList<>(List.of(
                FaultKind.PROMOTION,
                FaultKind.DUPLICATE_WEBHOOKS,
                FaultKind.CLOCK_AHEAD,
                FaultKind.POISON_RECORDS,
                FaultKind.ODOO_THROTTLED,
                FaultKind.REFUND_PROVIDER_FAILING,
                FaultKind.DEMAND_SURGE));
        Collections.shuffle(kinds, dice.random());
        int surge = kinds.indexOf(FaultKind.DEMAND_SURGE);
        if (surge < EARLIEST_SURGE) {
            Collections.swap(kinds, surge, dice.between(EARLIEST_SURGE, kinds.size() - 1));
        }
        for (int i = 0; i < kinds.size(); i++) {
            double from = SLOTS[i] + dice.share(0, 0.015);
            Window window = window(config, from, length(kinds.get(i)), least(kinds.get(i)));
            windows.put(kinds.get(i), NEED_SHOPPERS.contains(kinds.get(i)) ? day.whileOpen(window) : window);
        }
    }

    private static double length(FaultKind kind) {
        return switch (kind) {
            case PROMOTION -> 0.13;
            case DEMAND_SURGE -> 0.1;
            case ODOO_THROTTLED, REFUND_PROVIDER_FAILING -> 0.07;
            case DUPLICATE_WEBHOOKS -> 0.05;
            case CLOCK_AHEAD -> 0.02;
            default -> 0.006;
        };
    }

    private static Duration least(FaultKind kind) {
        return kind == FaultKind.POISON_RECORDS ? Duration.ofMinutes(3) : Duration.ofMinutes(6);
    }

    private static Window window(SimulatorConfig config, double from, double length, Duration least) {
        Duration span = Duration.ofMillis((long) (config.worldDuration().toMillis() * length));
        Instant start = config.at(from);
        return new Window(start, start.plus(span.compareTo(least) < 0 ? least : span));
    }

    private static Outage outage(SimulatorConfig config, Dice dice, Store store, boolean counted) {
        double from = dice.share(0.24, 0.29);
        Window window = window(config, from, dice.share(0.26, 0.33), Duration.ofMinutes(20));
        Instant count =
                counted ? window.from().plusMillis((long) (window.length().toMillis() * dice.share(0.5, 0.7))) : null;
        return new Outage(store, window, count, true);
    }

    /** Null when that fault is not planted. */
    @Nullable
    Window window(FaultKind kind) {
        return windows.get(kind);
    }

    boolean active(FaultKind kind, Instant moment) {
        Window window = windows.get(kind);
        return window != null && window.contains(moment);
    }

    List<Outage> outages() {
        return outages;
    }

    /** What a fault day adds; null when it is not planted. */
    @Nullable
    FaultSpec spec(FaultKind kind) {
        return specs.get(kind);
    }

    /** Whether a fault sits on the stock of that position: nothing else may disturb it. */
    boolean reserved(String sku, String location) {
        return specs.values().stream().anyMatch(spec -> spec.concerns(sku, location));
    }

    /** Whether hardly anything of it lies there when the day begins. */
    boolean lastPieces(String sku, String location) {
        FaultSpec sold = specs.get(FaultKind.OVERSOLD);
        return sold != null
                && sold.product().sku().equals(sku)
                && sold.store().id().equals(location);
    }

    /** How far the clock of a till is ahead at that moment; negative when it is behind. */
    Duration clockOff(Store store, String till, Instant at) {
        if (active(FaultKind.CLOCK_AHEAD, at) && store.equals(skewedStore) && till.equals(skewedTill)) {
            return A_YEAR;
        }
        FaultSpec behind = specs.get(FaultKind.CLOCK_BEHIND);
        if (behind == null || !behind.window().contains(at)) {
            return Duration.ZERO;
        }
        boolean slow = store.equals(behind.store()) && till.equals(behind.subject());
        return slow ? Duration.ofHours(-behind.size()) : Duration.ZERO;
    }

    /** The outage that keeps a source from sending at that moment. */
    @Nullable
    Outage silencing(String source, Instant moment) {
        for (Outage outage : outages) {
            if (outage.silences(source) && outage.window().contains(moment)) {
                return outage;
            }
        }
        return null;
    }

    /** What keeps the events back of a source that is no shop; null when nothing does. */
    @Nullable
    HeldBack heldBack(String source, Instant moment) {
        return heldBack.stream()
                .filter(held -> held.source().equals(source) && held.window().contains(moment))
                .findFirst()
                .orElse(null);
    }

    /** Whether that source itself sends at that moment. */
    boolean speaks(String source, Instant moment) {
        return silencing(source, moment) == null && heldBack(source, moment) == null;
    }

    /** When it is said how many wait there; null when it never is. */
    @Nullable
    Window saidToWait(String source) {
        return heldBack.stream()
                .filter(held -> held.said() && held.source().equals(source))
                .map(HeldBack::window)
                .findFirst()
                .orElse(null);
    }

    /** When the shop's own systems hear of what happened at a source. */
    Instant heardOf(String source, Instant happened) {
        HeldBack held = heldBack(source, happened);
        return held == null ? happened : held.sent(happened).plusSeconds(2);
    }

    /** Shops that go offline take no part in what needs them online: collection, shipping, transfers. */
    boolean everOffline(Store store) {
        return outages.stream().anyMatch(outage -> outage.store().equals(store));
    }

    /** Shops whose tills are heard in time and say the right time. */
    boolean healthy(Store store) {
        FaultSpec behind = specs.get(FaultKind.CLOCK_BEHIND);
        return !everOffline(store) && !store.equals(skewedStore) && (behind == null || !store.equals(behind.store()));
    }

    List<Product> promoted() {
        return promoted;
    }

    @Nullable
    Product surging() {
        return surging;
    }

    @Nullable
    Store skewedStore() {
        return skewedStore;
    }

    String skewedTill() {
        return skewedTill;
    }
}
