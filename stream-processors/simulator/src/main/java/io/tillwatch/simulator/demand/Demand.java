package io.tillwatch.simulator.demand;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tillwatch.contracts.value.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The committed slice of the real year. Immutable, thread-safe.
 *
 * @param products best sellers first
 * @param basketSizes lines of an invoice
 * @param quantities pieces of a line
 * @param hours local hour of day, 0 to 23, to its share of invoices
 * @param writeOffTexts what people wrote when they took goods off the books
 * @param cancelledShare lines of cancellations for one sold line
 */
public record Demand(
        List<Product> products,
        Weighted<Integer> basketSizes,
        Weighted<Integer> quantities,
        Map<Integer, Double> hours,
        Weighted<String> writeOffTexts,
        double cancelledShare) {
    private static final String CURRENCY = "GBP";

    /**
     * A product as it was sold.
     *
     * @param price the price most often asked, tax included
     * @param weight its sold lines in the year
     */
    public record Product(String sku, String description, Money price, long weight) {}

    /** Reads the slice from the jar. */
    public static Demand load() {
        List<Product> products = new ArrayList<>();
        rows(
                "products.csv",
                row -> products.add(new Product(
                        row.getField("sku"),
                        row.getField("description"),
                        Money.of(row.getField("price"), CURRENCY),
                        Long.parseLong(row.getField("weight")))));
        products.sort(
                (a, b) -> a.weight() == b.weight() ? a.sku().compareTo(b.sku()) : Long.compare(b.weight(), a.weight()));
        Map<String, Map<String, Long>> shapes = new HashMap<>();
        rows(
                "shapes.csv",
                row -> shapes.computeIfAbsent(row.getField("shape"), s -> new TreeMap<>())
                        .put(row.getField("value"), Long.parseLong(row.getField("weight"))));
        Map<String, Long> texts = new TreeMap<>();
        rows("writeoffs.csv", row -> texts.put(row.getField("text"), Long.parseLong(row.getField("weight"))));
        return new Demand(
                List.copyOf(products),
                numbers(shapes, "basket"),
                numbers(shapes, "quantity"),
                shares(shape(shapes, "hour")),
                Weighted.of(texts),
                (double) total(shapes, "cancelled-lines") / total(shapes, "sold-lines"));
    }

    private static Weighted<Integer> numbers(Map<String, Map<String, Long>> shapes, String name) {
        Map<Integer, Long> byNumber = new TreeMap<>();
        shape(shapes, name).forEach((value, weight) -> byNumber.put(Integer.valueOf(value), weight));
        return Weighted.of(byNumber);
    }

    private static Map<Integer, Double> shares(Map<String, Long> counts) {
        double total = counts.values().stream().mapToLong(Long::longValue).sum();
        Map<Integer, Double> shares = new TreeMap<>();
        counts.forEach((hour, weight) -> shares.put(Integer.valueOf(hour), weight / total));
        return Map.copyOf(shares);
    }

    private static long total(Map<String, Map<String, Long>> shapes, String name) {
        return shape(shapes, name).values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> shape(Map<String, Map<String, Long>> shapes, String name) {
        Map<String, Long> shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalStateException("shapes.csv has no shape " + name);
        }
        return shape;
    }

    private interface Row {
        void take(NamedCsvRecord row);
    }

    private static void rows(String name, Row row) {
        try (InputStream in = Demand.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the simulator's jar");
            }
            try (CsvReader<NamedCsvRecord> lines =
                    CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                lines.forEach(row::take);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in " + name, e);
        }
    }
}
