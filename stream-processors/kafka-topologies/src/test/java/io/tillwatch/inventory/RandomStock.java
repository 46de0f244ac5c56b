package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.inventory.StockCase.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A small chain of shops on a day on which anything happens, from its seed. */
final class RandomStock {
    static final Instant NOW = Instant.parse("2026-05-04T18:00:00Z");

    private static final Instant MORNING = Instant.parse("2026-05-04T06:00:00Z");
    private static final List<String> PLACES = List.of("store-1", "store-2", "dc-1");
    private static final List<String> SOURCES =
            List.of("/pos/store-1/till-1", "/pos/store-1/till-2", "/pos/store-2/till-1", "/wms/dc-1", "/handheld/7");

    private final Random random;
    private final String name;
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Duration> skews = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private Instant time = MORNING;

    private RandomStock(long seed, String name) {
        this.random = new Random(seed);
        this.name = name;
        skews.put(SOURCES.get(1), Duration.ofHours(-3));
        if (random.nextInt(3) == 0) {
            skews.put(SOURCES.get(2), Duration.ofDays(365));
        }
    }

    /** Its events as they happened; SKUs, sources and documents carry the name, so that several days do not meet. */
    static List<Step> day(long seed, String name, int events) {
        RandomStock day = new RandomStock(seed, name);
        for (int i = 0; i < events; i++) {
            day.time = day.time.plusSeconds(day.random.nextInt(900));
            day.happens(i);
        }
        return day.steps;
    }

    /** Each event once or several times, in any order. */
    static List<Step> delivered(List<Step> events, Random random) {
        List<Step> all = new ArrayList<>(events);
        for (Step event : events) {
            while (random.nextInt(4) == 0) {
                all.add(event);
            }
        }
        Collections.shuffle(all, random);
        return all;
    }

    private void happens(int i) {
        String id = "E" + i;
        String place = pick(PLACES);
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> add(step(id, "sold", place).quantity(amount()));
            case 4, 5 -> add(step(id, "received", place).quantity(amount().multiply(BigDecimal.TEN)));
            case 6 -> add(step(id, "returned", place).quantity(amount()).restock(random.nextBoolean()));
            case 7 -> add(step(id, "adjusted", place).quantity(amount().subtract(new BigDecimal(3))));
            case 8 ->
                add(step(id, "counted", place)
                        .quantity(amount().multiply(BigDecimal.TEN))
                        .counted("N" + i, cut()));
            case 9, 10 -> reservation(id, place);
            case 11, 12 -> transfer(id, place);
            case 13 -> add(step(id, "buffer-set", place).quantity(amount()));
            case 14 -> correction(id);
            default -> add(step(id, "sold", place).quantity(amount().movePointLeft(2)));
        }
    }

    /** A reservation with its end, or only one of the two. */
    private void reservation(String id, String place) {
        String document = "R" + random.nextInt(1000) + id;
        BigDecimal held = amount();
        Draft draft = step(id, "reserved", place).quantity(held).reserved(document);
        if (random.nextInt(2) == 0) {
            draft.expiresAt = time.plus(Duration.ofMinutes(random.nextInt(900)));
        }
        String sku = draft.sku;
        boolean begins = random.nextInt(6) > 0;
        if (begins) {
            add(draft);
        }
        if (random.nextInt(3) == 0) {
            add(step(id + "c", "captured", place).of(sku).reserved(document));
        }
        if (random.nextInt(2) == 0 || !begins) {
            String end = random.nextBoolean() ? "released" : "fulfilled";
            BigDecimal part = random.nextBoolean() ? held : amount();
            add(step(id + "e", end, place).of(sku).quantity(part).reserved(document));
        }
    }

    private void transfer(String id, String from) {
        String to = pick(PLACES);
        String document = "T" + id;
        BigDecimal sent = amount();
        Draft draft = step(id, "transfer-dispatched", null).quantity(sent).transferred(document, from, to);
        String sku = draft.sku;
        add(draft);
        for (String end : List.of("transfer-received", "transfer-received", "transfer-written-off")) {
            if (random.nextInt(2) == 0) {
                String which = id + end.charAt(9) + random.nextInt(1_000_000);
                add(step(which, end, null).of(sku).quantity(amount()).transferred(document, from, to));
            }
        }
    }

    private void correction(String id) {
        if (!steps.isEmpty()) {
            Step target = pick(steps);
            if (target.corrects() == null) {
                Draft draft = step(id, "correction", null);
                draft.corrects = new EventRef(target.source(), target.id());
                add(draft);
            }
        }
    }

    private Map<String, Long> cut() {
        if (random.nextInt(3) == 0) {
            return null;
        }
        Map<String, Long> cut = new TreeMap<>();
        sequences.forEach((source, last) -> {
            if (random.nextBoolean()) {
                cut.put(source, Math.max(0, last - random.nextInt(2)));
            }
        });
        return cut;
    }

    private BigDecimal amount() {
        return new BigDecimal(1 + random.nextInt(9));
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Draft step(String id, String type, String place) {
        return new Draft(id, type, place, name + "SKU-" + random.nextInt(2), "/" + name + pick(SOURCES));
    }

    private void add(Draft draft) {
        Duration skew = skews.getOrDefault(draft.source.substring(name.length() + 1), Duration.ZERO);
        steps.add(draft.at(time.plus(skew), sequences.merge(draft.source, 1L, Long::sum)));
    }

    /** A step in the making. */
    private static final class Draft {
        private final String id;
        private final String type;
        private final String place;
        private String sku;
        private final String source;
        private BigDecimal quantity;
        private String count;
        private Map<String, Long> cut;
        private String reservation;
        private Instant expiresAt;
        private String transfer;
        private String from;
        private String to;
        private Boolean restock;
        private EventRef corrects;

        Draft(String id, String type, String place, String sku, String source) {
            this.id = id;
            this.type = type;
            this.place = place;
            this.sku = sku;
            this.source = source;
        }

        Draft of(String other) {
            sku = other;
            return this;
        }

        Draft quantity(BigDecimal amount) {
            quantity = amount;
            return this;
        }

        Draft restock(boolean fit) {
            restock = fit;
            return this;
        }

        Draft counted(String document, Map<String, Long> included) {
            count = document;
            cut = included;
            return this;
        }

        Draft reserved(String document) {
            reservation = document;
            return this;
        }

        Draft transferred(String document, String sender, String receiver) {
            transfer = document;
            from = sender;
            to = receiver;
            return this;
        }

        Step at(Instant time, long sequence) {
            return new Step(
                    source,
                    id,
                    sequence,
                    time,
                    type,
                    corrects == null ? sku : null,
                    place,
                    quantity,
                    count,
                    cut,
                    reservation,
                    expiresAt,
                    transfer,
                    from,
                    to,
                    restock,
                    corrects,
                    null);
        }
    }
}
