package io.tillwatch.simulator.demand;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Derives the committed slice from the whole file; run by hand when the slice shall change:
 * {@code DemandSlicer online_retail.csv.gz src/main/resources/io/tillwatch/simulator/demand}.
 */
final class DemandSlicer {
    private static final Pattern GOODS = Pattern.compile("\\d{5}[A-Za-z]{0,2}");
    private static final int MIN_LINES = 12;
    private static final int LARGEST_BASKET = 40;
    private static final int LARGEST_QUANTITY = 24;

    private final Map<String, Product> products = new HashMap<>();
    private final Map<String, Integer> linesOfInvoice = new HashMap<>();
    private final Map<String, Long> shapes = new TreeMap<>();
    private final Map<String, Long> writeOffs = new TreeMap<>();

    private static final class Product {
        private final Map<String, Long> descriptions = new HashMap<>();
        private final Map<BigDecimal, Long> prices = new HashMap<>();
        private long lines;
    }

    private DemandSlicer() {}

    public static void main(String[] arguments) throws IOException {
        DemandSlicer slicer = new DemandSlicer();
        try (InputStreamReader in = new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(Path.of(arguments[0]))), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(in)) {
            lines.forEach(slicer::take);
        }
        slicer.write(Path.of(arguments[1]));
    }

    private void take(NamedCsvRecord line) {
        String invoice = line.getField("InvoiceNo");
        String code = line.getField("StockCode");
        String description = line.getField("Description").strip();
        int quantity = Integer.parseInt(line.getField("Quantity"));
        BigDecimal price = new BigDecimal(line.getField("UnitPrice"));
        LocalDateTime at = LocalDateTime.parse(line.getField("InvoiceDate"));
        if (!GOODS.matcher(code).matches()) {
            return;
        }
        if (invoice.startsWith("C")) {
            count("cancelled-lines", "all");
        } else if (quantity < 0 && price.signum() == 0) {
            if (description.length() > 2) {
                writeOffs.merge(description, 1L, Long::sum);
            }
        } else if (quantity > 0 && price.signum() > 0) {
            Product product = products.computeIfAbsent(code.toUpperCase(java.util.Locale.ROOT), c -> new Product());
            product.lines++;
            product.descriptions.merge(description, 1L, Long::sum);
            product.prices.merge(price, 1L, Long::sum);
            count("sold-lines", "all");
            count("quantity", Integer.toString(Math.min(quantity, LARGEST_QUANTITY)));
            if (linesOfInvoice.merge(invoice, 1, Integer::sum) == 1) {
                count("hour", Integer.toString(at.getHour()));
                count("weekday", Integer.toString(at.getDayOfWeek().getValue()));
            }
        }
    }

    private void count(String shape, String value) {
        shapes.merge(shape + "|" + value, 1L, Long::sum);
    }

    private void write(Path directory) throws IOException {
        linesOfInvoice.values().forEach(n -> count("basket", Integer.toString(Math.min(n, LARGEST_BASKET))));
        table(
                directory.resolve("products.csv"),
                List.of("sku", "description", "price", "weight"),
                (out, header) -> products.entrySet().stream()
                        .filter(p -> p.getValue().lines >= MIN_LINES)
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(p -> out.writeRecord(
                                p.getKey(),
                                top(p.getValue().descriptions),
                                top(p.getValue().prices).toPlainString(),
                                Long.toString(p.getValue().lines))));
        table(
                directory.resolve("shapes.csv"),
                List.of("shape", "value", "weight"),
                (out, header) -> shapes.forEach((key, weight) -> out.writeRecord(
                        key.substring(0, key.indexOf('|')),
                        key.substring(key.indexOf('|') + 1),
                        Long.toString(weight))));
        table(
                directory.resolve("writeoffs.csv"),
                List.of("text", "weight"),
                (out, header) -> writeOffs.forEach((text, weight) -> out.writeRecord(text, Long.toString(weight))));
    }

    private static void table(Path file, List<String> header, BiConsumer<CsvWriter, List<String>> rows)
            throws IOException {
        try (CsvWriter out = CsvWriter.builder().build(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            out.writeRecord(header);
            rows.accept(out, header);
        } catch (UncheckedIOException e) {
            throw new IOException("cannot write " + file, e);
        }
    }

    private static <T extends Comparable<T>> T top(Map<T, Long> counts) {
        List<Map.Entry<T, Long>> sorted = counts.entrySet().stream()
                .sorted(Map.Entry.<T, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .collect(Collectors.toList());
        return sorted.get(0).getKey();
    }
}
