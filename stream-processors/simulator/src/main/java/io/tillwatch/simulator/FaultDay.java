package io.tillwatch.simulator;

import io.tillwatch.simulator.Manifest.FaultKind;
import io.tillwatch.simulator.demand.Demand.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a fault day adds to the faults of every day, drawn from the seed: which, when, where and how large. Times are
 * independent, so that some overlap; up to two are left out. A fault that could not show before the day's end is none.
 */
final class FaultDay {
    private static final int MOST_LEFT_OUT = 2;

    /** The first shops of the shuffled list have the faults of every day. */
    private static final int FIRST_STORE = 3;

    private static final List<String> CERTIFICATES = List.of("edi-gateway", "carrier-api", "psp-client");
    private static final List<String> KEYS = List.of("odoo-api-key", "marketplace-b-key", "pricing-key");

    /**
     * When a kind may begin and how long it lasts.
     *
     * @param earliest and {@code latest}: shares of the world's duration
     * @param length share of the world's duration
     * @param least shortest length
     * @param shows how long after its start it shows at the latest
     */
    private record Shape(double earliest, double latest, double length, Duration least, Duration shows) {}

    private static final Map<FaultKind, Shape> SHAPES = shapes();

    private final Map<FaultKind, FaultSpec> specs = new EnumMap<>(FaultKind.class);

    /** @param stores shuffled; the faults of every day sit in the first ones */
    FaultDay(SimulatorConfig config, Retailer retailer, List<Store> stores) {
        Dice dice = Dice.of(config.seed(), "fault-day");
        List<FaultKind> kinds = new ArrayList<>(SHAPES.keySet());
        Collections.shuffle(kinds, dice.random());
        int leftOut = dice.between(0, MOST_LEFT_OUT);
        int at = FIRST_STORE;
        for (FaultKind kind : kinds.subList(leftOut, kinds.size())) {
            Store store = stores.get(at++ % stores.size());
            Shape shape = Objects.requireNonNull(SHAPES.get(kind));
            Instant from = config.at(dice.share(shape.earliest(), shape.latest()));
            Duration span = Duration.ofMillis(
                    (long) (config.worldDuration().toMillis() * shape.length() * dice.share(0.8, 1.4)));
            Window window = new Window(from, from.plus(span.compareTo(shape.least()) < 0 ? shape.least() : span));
            FaultSpec spec = new FaultSpec(
                    kind,
                    window,
                    store,
                    subject(kind, store, dice),
                    product(kind, retailer, store, dice),
                    size(kind, dice));
            if (!from.plus(shape.shows()).isAfter(config.worldEnd())) {
                specs.put(kind, spec);
            }
        }
    }

    Map<FaultKind, FaultSpec> specs() {
        return specs;
    }

    private static String subject(FaultKind kind, Store store, Dice dice) {
        return switch (kind) {
            case CLOCK_BEHIND, OVERSOLD -> dice.pick(store.tills());
            case CERTIFICATE_ENDING -> dice.pick(CERTIFICATES);
            case KEY_ENDING -> dice.pick(KEYS);
            default -> "";
        };
    }

    /** Goods that hardly anybody buys: what happens to them is the fault and nothing else. */
    private static Product product(FaultKind kind, Retailer retailer, Store store, Dice dice) {
        List<Product> goods = kind == FaultKind.UNIT_ERROR ? retailer.range() : rare(retailer, store);
        return goods.get(goods.size() - 1 - dice.between(0, Math.min(60, goods.size() - 1)));
    }

    private static List<Product> rare(Retailer retailer, Store store) {
        return retailer.range().stream()
                .filter(product -> store.skus().contains(product.sku()))
                .toList();
    }

    private static int size(FaultKind kind, Dice dice) {
        return switch (kind) {
            case CLOCK_BEHIND -> dice.between(2, 4);
            case ORDERS_STUCK -> dice.between(14, 22);
            case CERTIFICATE_ENDING -> dice.between(16, 22);
            case KEY_ENDING -> dice.between(4, 6);
            case UNIT_ERROR -> dice.pick(List.of(6, 10, 12, 24));
            case COUNT_OFF -> dice.between(7, 14);
            default -> dice.between(4, 9);
        };
    }

    private static Map<FaultKind, Shape> shapes() {
        Map<FaultKind, Shape> shapes = new EnumMap<>(FaultKind.class);
        shapes.put(FaultKind.CLOCK_BEHIND, shape(0.12, 0.78, 0.1, 45, 60));
        shapes.put(FaultKind.TILLS_SILENT, shape(0.2, 0.72, 0.12, 75, 75));
        shapes.put(FaultKind.OVERSOLD, shape(0.15, 0.75, 0.1, 70, 40));
        shapes.put(FaultKind.DEPLOY_FAILING, shape(0.15, 0.8, 0.06, 30, 45));
        shapes.put(FaultKind.WEBHOOKS_FAILING, shape(0.12, 0.82, 0.05, 30, 45));
        shapes.put(FaultKind.TRANSFER_SHORT, shape(0.08, 0.55, 0.1, 30, 180));
        shapes.put(FaultKind.TRANSFER_LOST, shape(0.08, 0.8, 0.1, 30, 60));
        shapes.put(FaultKind.CERTIFICATE_ENDING, shape(0.06, 0.85, 0.1, 30, 30));
        shapes.put(FaultKind.KEY_ENDING, shape(0.06, 0.85, 0.1, 30, 30));
        shapes.put(FaultKind.UNIT_ERROR, shape(0.1, 0.75, 0.1, 30, 90));
        shapes.put(FaultKind.QUEUE_STALLED, shape(0.12, 0.85, 0.015, 7, 45));
        shapes.put(FaultKind.ORDERS_STUCK, shape(0.06, 0.28, 0.25, 120, 270));
        shapes.put(FaultKind.COUNT_OFF, shape(0.1, 0.4, 0.1, 30, 300));
        shapes.put(FaultKind.SESSION_STUCK, shape(0.5, 0.5, 0.1, 30, 170));
        shapes.put(FaultKind.RECEIPT_TWICE, shape(0.1, 0.3, 0.1, 30, 60));
        shapes.put(FaultKind.WRONG_TENDER, shape(0.1, 0.3, 0.1, 30, 60));
        return shapes;
    }

    private static Shape shape(double earliest, double latest, double length, int leastMinutes, int showsMinutes) {
        return new Shape(earliest, latest, length, Duration.ofMinutes(leastMinutes), Duration.ofMinutes(showsMinutes));
    }
}
