package io.tillwatch.console;

import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.Explanation;
import io.tillwatch.inventory.Moment;
import io.tillwatch.inventory.StockView;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Made-up positions in memory behind the console's two stock ports. */
final class PreviewStock implements StockView, StockSearch {
    private static final List<String> GOODS = List.of(
            "TEE-BLK",
            "TEE-WHT",
            "JEAN-SLIM",
            "JEAN-WIDE",
            "COAT-WOOL",
            "SCARF-RED",
            "SHOE-RUN",
            "SHOE-OXF",
            "BAG-CANVAS",
            "CAP-NAVY",
            "SOCK-3P",
            "DRESS-LIN",
            "SHIRT-OXF",
            "PARKA-OLV");
    private static final List<String> SIZES = List.of("S", "M", "L");
    private static final int STORES = 40;

    private final Map<String, StockPosition> positions = new ConcurrentHashMap<>();

    private final Clock clock;

    /** Nothing anywhere. */
    PreviewStock(Clock clock) {
        this.clock = clock;
    }

    PreviewStock(Clock clock, Instant now, long seed) {
        this.clock = clock;
        Random random = new Random(seed);
        List<String> locations = new ArrayList<>();
        for (int store = 1; store <= STORES; store++) {
            locations.add(String.format(Locale.ROOT, "store-%03d", store));
        }
        locations.add("dc-1");
        for (String goods : GOODS) {
            for (String size : SIZES) {
                for (String location : locations) {
                    put(made(goods + "-" + size, location, now, random));
                }
            }
        }
        put(made("COFFEE-BEANS-KG", "store-003", now, random, "kg"));
        put(made("9931-UNKNOWN", "store-011", now, random));
    }

    private static StockPosition made(String sku, String location, Instant now, Random random) {
        return made(sku, location, now, random, "each");
    }

    private static StockPosition made(String sku, String location, Instant now, Random random, String unit) {
        int onHand = location.equals("dc-1") ? 200 + random.nextInt(1800) : random.nextInt(38);
        int reserved = random.nextInt(10) == 0 ? random.nextInt(6) : 0;
        if (random.nextInt(180) == 0) {
            reserved = onHand + 1 + random.nextInt(3);
        }
        boolean silent = location.equals("store-007") || location.equals("store-019");
        Instant last = silent
                ? now.minus(Duration.ofMinutes(192 + random.nextInt(40)))
                : now.minusSeconds(random.nextInt(9_000));
        return new StockPosition(
                        sku,
                        location,
                        unit,
                        new BigDecimal(onHand).add(unit.equals("kg") ? new BigDecimal("0.375") : BigDecimal.ZERO),
                        new BigDecimal(reserved),
                        new BigDecimal(random.nextInt(14) == 0 ? 6 + random.nextInt(20) : 0),
                        new BigDecimal(random.nextInt(30) == 0 ? 1 : 0),
                        BigDecimal.ZERO,
                        new BigDecimal(onHand - reserved),
                        new BigDecimal(onHand - reserved),
                        null,
                        random.nextInt(20) == 0 ? Map.of("count-2026-11-21", new BigDecimal(-1)) : Map.of(),
                        sku.contains("UNKNOWN"),
                        last,
                        last.plusSeconds(random.nextInt(60) == 0 ? 300 : 2),
                        10 + random.nextInt(60),
                        4 + random.nextInt(120))
                .selling(new BigDecimal(random.nextInt(60)), now.minus(Duration.ofDays(30)), null);
    }

    /** One more position with some goods. */
    StockPosition add(String sku, String location, Instant now) {
        StockPosition position = made(sku, location, now, new Random(sku.hashCode()));
        put(position);
        return position;
    }

    void put(StockPosition position) {
        positions.put(position.key(), position);
    }

    List<StockPosition> all() {
        return positions.values().stream()
                .sorted(Comparator.comparing(StockPosition::key))
                .toList();
    }

    /** The position with other goods on its shelf. */
    static StockPosition withAvailable(StockPosition before, int available) {
        BigDecimal amount = new BigDecimal(available);
        return new StockPosition(
                before.sku(),
                before.location(),
                before.unit(),
                before.onHand().add(amount.subtract(before.available())),
                before.reserved(),
                before.inTransit(),
                before.damaged(),
                before.buffer(),
                amount,
                amount,
                before.lowReason(),
                before.variance(),
                before.unknownSku(),
                before.lastEventAt(),
                before.updatedAt(),
                before.version() + 1,
                before.movements() + 1);
    }

    /** Sells one piece and gives the new position. */
    StockPosition sell(String sku, String location, Instant now) {
        StockPosition before = positions.get(StockPosition.key(sku, location));
        if (before == null) {
            throw new IllegalArgumentException("no position " + sku + " " + location);
        }
        StockPosition after = new StockPosition(
                sku,
                location,
                before.unit(),
                before.onHand().subtract(BigDecimal.ONE),
                before.reserved(),
                before.inTransit(),
                before.damaged(),
                before.buffer(),
                before.available().subtract(BigDecimal.ONE),
                before.availableLow().subtract(BigDecimal.ONE),
                before.lowReason(),
                before.variance(),
                before.unknownSku(),
                now,
                now,
                before.version() + 1,
                before.movements() + 1);
        put(after);
        return after;
    }

    @Override
    public Optional<Answer<StockPosition>> position(String sku, String location, Moment moment) {
        return explain(sku, location, moment).map(answer -> fresh(answer.value().position()));
    }

    @Override
    public Answer<List<StockPosition>> positions(String sku, Moment moment) {
        return fresh(all().stream()
                .filter(position -> position.sku().equals(sku))
                .flatMap(position -> position(sku, position.location(), moment).stream())
                .map(Answer::value)
                .toList());
    }

    @Override
    public Optional<Answer<Explanation>> explain(String sku, String location, Moment moment) {
        moment.check(clock.instant(), Duration.ofDays(35));
        StockPosition position = positions.get(StockPosition.key(sku, location));
        return position == null
                ? Optional.empty()
                : new PreviewMovements(position).at(moment).map(PreviewStock::fresh);
    }

    @Override
    public StockPage search(StockQuery query) {
        List<StockPosition> found = positions.values().stream()
                .filter(position -> contains(position, query.text()))
                .filter(position -> query.location() == null || query.location().equals(position.location()))
                .filter(position ->
                        query.below() == null || position.available().compareTo(query.below()) < 0)
                .filter(position -> !query.stale()
                        || position.lowReason() != null
                        || query.silent().contains(position.location()))
                .sorted(Comparator.comparing(StockPosition::available).thenComparing(position -> position.key()))
                .toList();
        int from = Math.min(found.size(), (query.page() - 1) * query.size());
        return new StockPage(found.subList(from, Math.min(found.size(), from + query.size())), found.size());
    }

    private static boolean contains(StockPosition position, @Nullable String text) {
        return text == null || position.key().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private static <T> Answer<T> fresh(T value) {
        return new Answer<>(value, Duration.ZERO, false);
    }

    /** Positions by SKU, for tests that add up. */
    Map<String, StockPosition> bySku(String location) {
        Map<String, StockPosition> bySku = new LinkedHashMap<>();
        all().stream().filter(p -> p.location().equals(location)).forEach(p -> bySku.put(p.sku(), p));
        return bySku;
    }
}
