package io.tillwatch.app.bench;

import io.tillwatch.contracts.value.Quantity;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SKUs and locations, and how often each is touched: of {@code keys} positions the busiest few take most, as in shops.
 *
 * @param keys SKU and location pairs
 */
record Goods(int keys) {
    static final int LOCATIONS = 20;
    private static final Pattern KEY = Pattern.compile("SKU-(\\d{7,9})\\|store-(\\d{3})");
    private static final int THOUSAND = 1000;
    private static final int WEIGHED_EVERY = 20;

    /** A position by chance; the square makes low numbers frequent. */
    int any(SplittableRandom chance) {
        double even = chance.nextDouble();
        return (int) (even * even * keys);
    }

    String sku(int position) {
        return numbered("SKU-", position / LOCATIONS, 7);
    }

    String location(int position) {
        return numbered("store-", position % LOCATIONS, 3);
    }

    /**
     * A name that ends in a number with leading zeros. Whoever makes events competes with what is measured, and a formatter
     * is a good part of what an event costs to make.
     */
    static String numbered(String name, long number, int digits) {
        String figures = Long.toString(number);
        return name + "0".repeat(Math.max(0, digits - figures.length())) + figures;
    }

    /** {@code sku|location}. */
    String key(int position) {
        return sku(position) + "|" + location(position);
    }

    /** The position that a key names; -1 when it names none of these. */
    int position(String key) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            return -1;
        }
        long location = Long.parseLong(parts.group(2));
        long position = Long.parseLong(parts.group(1)) * LOCATIONS + location;
        return location < LOCATIONS && position < keys ? (int) position : -1;
    }

    /** One SKU in twenty is sold by weight. */
    boolean weighed(int position) {
        return (position / LOCATIONS) % WEIGHED_EVERY == WEIGHED_EVERY - 1;
    }

    /** Pieces become thousandths; of weighed goods the last three digits vary. */
    long amount(int position, int pieces, SplittableRandom chance) {
        return (long) pieces * THOUSAND + (weighed(position) ? chance.nextInt(THOUSAND) : 0);
    }

    Quantity quantity(int position, long thousandths) {
        return new Quantity(BigDecimal.valueOf(thousandths, 3), weighed(position) ? "kg" : Quantity.EACH);
    }

    /** Chance that belongs to one event. */
    static SplittableRandom chance(long seed, long number) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
    }
}
