package io.tillwatch.simulator;

import io.tillwatch.simulator.demand.Demand;
import io.tillwatch.simulator.demand.Demand.Product;
import io.tillwatch.simulator.demand.Weighted;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who trades: shops, the warehouse and the range of goods. Immutable. */
final class Retailer {
    static final String CURRENCY = "GBP";
    static final String WAREHOUSE = "dc-1";
    static final String WMS = "/wms/dc-1";
    static final ZoneId LONDON = ZoneId.of("Europe/London");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int STORES = 40;
    private static final int FIRST_IN_BERLIN = 31;
    private static final int TILLS = 3;

    /** Best sellers that every shop carries. */
    private static final int CORE = 40;

    private static final int ASSORTMENT = 250;

    private final Demand demand;
    private final List<Product> range;
    private final List<Store> stores;
    private final Weighted<Product> rangeDemand;

    Retailer(SimulatorConfig config) {
        this.demand = Demand.load();
        double size = Math.min(1.0, config.scale());
        int rangeSize = Math.max(CORE * 3, (int) (demand.products().size() * size));
        this.range = List.copyOf(demand.products()
                .subList(0, Math.min(rangeSize, demand.products().size())));
        this.rangeDemand = weighted(range);
        Dice dice = Dice.of(config.seed(), "assortment");
        int assortment = Math.max(CORE + 20, (int) (ASSORTMENT * size));
        List<Store> all = new ArrayList<>();
        for (int number = 1; number <= STORES; number++) {
            all.add(store(number, assortment, dice));
        }
        this.stores = List.copyOf(all);
    }

    private Store store(int number, int assortment, Dice dice) {
        Set<Product> carried = new LinkedHashSet<>(range.subList(0, CORE));
        List<Product> rest = new ArrayList<>(range.subList(CORE, range.size()));
        Collections.shuffle(rest, dice.random());
        carried.addAll(rest.subList(0, Math.min(rest.size(), assortment - CORE)));
        List<Product> products = List.copyOf(carried);
        List<String> tills = new ArrayList<>();
        for (int till = 1; till <= TILLS; till++) {
            tills.add(String.format(Locale.ROOT, "till-%02d", till));
        }
        return new Store(
                String.format(Locale.ROOT, "store-%03d", number),
                number >= FIRST_IN_BERLIN ? BERLIN : LONDON,
                List.copyOf(tills),
                products,
                weighted(products),
                products.stream().map(Product::sku).collect(Collectors.toUnmodifiableSet()));
    }

    private static Weighted<Product> weighted(List<Product> products) {
        Map<Product, Long> weights = new LinkedHashMap<>();
        products.forEach(product -> weights.put(product, product.weight()));
        return Weighted.of(weights);
    }

    Demand demand() {
        return demand;
    }

    /** Best sellers first; the warehouse holds all of it. */
    List<Product> range() {
        return range;
    }

    /** What every shop carries, best sellers first. */
    List<Product> core() {
        return range.subList(0, CORE);
    }

    Weighted<Product> rangeDemand() {
        return rangeDemand;
    }

    List<Store> stores() {
        return stores;
    }

    /** How busy an hour of the local day is, about 1 on average over the day's trade. */
    double busy(int localHour) {
        double peak = demand.hours().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        return 0.45 + 0.9 * demand.hours().getOrDefault(localHour, 0.0) / peak;
    }

    /** One in eight products (books, children's clothes) bears no VAT; the rest bears 20 %. */
    static int taxPercent(String sku) {
        return Math.floorMod(sku.hashCode(), 8) == 0 ? 0 : 20;
    }

    /** The tax inside an amount that includes it, rounded half up. */
    static long taxIn(long minor, int percent) {
        long numerator = Math.abs(minor) * percent;
        long denominator = 100L + percent;
        long tax = (2 * numerator + denominator) / (2 * denominator);
        return minor < 0 ? -tax : tax;
    }
}
