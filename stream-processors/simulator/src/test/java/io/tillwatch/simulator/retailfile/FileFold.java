package io.tillwatch.simulator.retailfile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The file added up another way: all of it in memory, by listed codes, in tenths of a penny. Shares no code. */
final class FileFold {
    private static final Set<String> FEES =
            Set.of("POST", "DOT", "M", "C2", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK");

    final Set<String> invoices = new HashSet<>();
    final Map<String, Long> lines = new TreeMap<>();
    final Map<String, Long> penceByDay = new TreeMap<>();
    final Map<String, Long> allPenceByDay = new TreeMap<>();
    final Map<String, Long> stockBySku = new TreeMap<>();
    long total;
    long units;
    long adjustedUnits;
    long allUnits;
    long pence;
    long feePence;

    static FileFold of(Path file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz")
                        ? new GZIPInputStream(Files.newInputStream(file))
                        : Files.newInputStream(file),
                StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                rows.add(split(line));
            }
        }
        FileFold fold = new FileFold();
        fold.add(rows);
        return fold;
    }

    private static String[] split(String line) {
        String[] fields = new String[8];
        StringBuilder field = new StringBuilder();
        int at = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields[at++] = field.toString();
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields[at] = field.toString();
        return fields;
    }

    private void add(List<String[]> rows) {
        Map<String, Boolean> paidOrKnown = new HashMap<>();
        for (String[] row : rows) {
            paidOrKnown.merge(row[0], tenths(row[5]) != 0 || !row[6].isEmpty(), Boolean::logicalOr);
        }
        for (String[] row : rows) {
            add(row, paidOrKnown.get(row[0]));
        }
    }

    private void add(String[] row, boolean receipt) {
        total++;
        invoices.add(row[0]);
        String sku = row[1].toUpperCase(java.util.Locale.ROOT);
        long pieces = Long.parseLong(row[3]);
        long exact = tenths(row[5]) * pieces;
        long rounded = Long.signum(exact) * ((Math.abs(exact) + 5) / 10);
        allUnits += pieces;
        allPenceByDay.merge(row[4].substring(0, 10), rounded, Long::sum);
        if (FEES.contains(sku) || sku.startsWith("GIFT")) {
            lines.merge("fee", 1L, Long::sum);
            feePence += rounded;
            return;
        }
        boolean corrected = exact == 0 && row[0].charAt(0) != 'C' && (pieces < 0 || !receipt);
        if (corrected) {
            lines.merge("adjusted", 1L, Long::sum);
            adjustedUnits += pieces;
            stockBySku.merge(sku, pieces, Long::sum);
        } else {
            lines.merge(row[0].charAt(0) == 'C' ? "returned" : "sold", 1L, Long::sum);
            units += pieces;
            pence += rounded;
            stockBySku.merge(sku, -pieces, Long::sum);
            penceByDay.merge(row[4].substring(0, 10), rounded, Long::sum);
        }
    }

    private static long tenths(String price) {
        int point = price.indexOf('.');
        String fraction = point < 0 ? "" : price.substring(point + 1);
        String whole = point < 0 ? price : price.substring(0, point);
        return Long.parseLong(whole + (fraction + "000").substring(0, 3));
    }
}
