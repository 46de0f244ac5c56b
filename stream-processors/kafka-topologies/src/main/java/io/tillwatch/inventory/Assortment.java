package io.tillwatch.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tillwatch.contracts.json.FieldPath;
import io.tillwatch.contracts.value.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Master data that the ledger needs: which SKUs there are, which of them are kits, and how units convert. A bill of
 * materials holds from a time on, and the event's own time decides which one, so that the order of arrival makes no
 * difference. Versions are only ever added: changing one that was in use would make a rebuild from the log differ.
 * Immutable, thread-safe.
 *
 * <pre>{@code
 * skus: [MUG, TEA, GIFT-SET]        # absent: every SKU is known
 * kits:
 *   - sku: GIFT-SET
 *     from: 2026-01-01T00:00:00Z
 *     parts: {MUG: 2, TEA: 0.25}    # none: from then on it is no kit any more
 * units:
 *   - sku: TEA
 *     unit: kg
 *     factors: {g: 0.001, pack: 0.25}
 * }</pre>
 */
public final class Assortment {
    /** Every SKU is known, none is a kit, and units stand as they are said. */
    public static final Assortment ANY = new Assortment(null, List.of(), List.of());

    private static final int DEEPEST = 5;
    private static final YAMLMapper YAML =
            YAMLMapper.builder().addModule(new JavaTimeModule()).build();

    private final @Nullable Set<String> skus;
    private final Map<String, NavigableMap<Instant, Map<String, BigDecimal>>> kits = new HashMap<>();
    private final Map<String, Conversion> units = new HashMap<>();

    private record Page(
            @Nullable List<String> skus,
            @Nullable List<Kit> kits,
            @Nullable List<Conversion> units) {}

    /** A bill of materials: quantities of the parts for one kit, each in the unit of its SKU. */
    record Kit(String sku, Instant from, Map<String, BigDecimal> parts) {
        Kit {
            check(sku != null && from != null && parts != null, "a kit needs sku, from and parts");
        }
    }

    /** The unit in which a SKU is booked, and how many of it one of another unit is. */
    record Conversion(String sku, String unit, Map<String, BigDecimal> factors) {
        Conversion {
            check(sku != null && unit != null && factors != null, "units need sku, unit and factors");
        }
    }

    /** How much of a SKU stands in one kit. */
    record Part(String sku, Quantity quantity) {
        Quantity times(Quantity kits) {
            return new Quantity(quantity.value().multiply(kits.value()), quantity.unit());
        }
    }

    Assortment(@Nullable List<String> skus, List<Kit> kits, List<Conversion> units) {
        this.skus = skus == null ? null : new HashSet<>(skus);
        units.forEach(one -> this.units.put(one.sku(), one));
        for (Kit kit : kits) {
            kit.parts()
                    .forEach((part, amount) -> check(
                            amount.signum() > 0,
                            "kit " + kit.sku() + ": the quantity of " + part + " must be positive"));
            this.kits.computeIfAbsent(kit.sku(), sku -> new TreeMap<>()).put(kit.from(), Map.copyOf(kit.parts()));
        }
        for (Kit kit : kits) {
            parts(kit.sku(), kit.from());
        }
        units.forEach(one -> one.factors()
                .forEach((unit, factor) -> check(
                        factor.signum() > 0,
                        "units of " + one.sku() + ": the factor of " + unit + " must be positive")));
    }

    /** @throws IllegalArgumentException naming what is missing or wrong */
    public static Assortment load(InputStream yaml) {
        try {
            Page page = YAML.readValue(yaml, Page.class);
            check(page != null, "the file is empty");
            return new Assortment(page.skus(), orNone(page.kits()), orNone(page.units()));
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof IllegalArgumentException own) {
                throw own;
            }
            throw new IllegalArgumentException("assortment: " + FieldPath.of(e) + ": " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("assortment: not valid YAML: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the assortment", e);
        }
    }

    /** Whether it is listed; true for all as long as nothing is listed. */
    boolean knows(String sku) {
        return skus == null || skus.contains(sku);
    }

    /** What one kit is made of, kits within kits resolved, by SKU; empty when it was no kit at that time. */
    List<Part> parts(String sku, Instant at) {
        if (!kits.containsKey(sku)) {
            return List.of();
        }
        Map<String, BigDecimal> amounts = new TreeMap<>();
        resolve(sku, at, BigDecimal.ONE, 0, amounts);
        if (amounts.keySet().equals(Set.of(sku))) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        amounts.forEach((part, amount) -> parts.add(new Part(part, new Quantity(amount, unit(part)))));
        return parts;
    }

    private void resolve(String sku, Instant at, BigDecimal amount, int depth, Map<String, BigDecimal> amounts) {
        check(depth < DEEPEST, "kit " + sku + " holds itself, or stands more than " + DEEPEST + " kits deep");
        Map<String, BigDecimal> bill = bill(sku, at);
        if (bill.isEmpty()) {
            amounts.merge(sku, amount, BigDecimal::add);
        }
        bill.forEach((part, count) -> resolve(part, at, amount.multiply(count), depth + 1, amounts));
    }

    private Map<String, BigDecimal> bill(String sku, Instant at) {
        NavigableMap<Instant, Map<String, BigDecimal>> versions = kits.get(sku);
        Map.Entry<Instant, Map<String, BigDecimal>> valid = versions == null ? null : versions.floorEntry(at);
        return valid == null ? Map.of() : valid.getValue();
    }

    /** In the unit in which the SKU is booked, where that and the factor are known; else as it is. */
    Quantity converted(String sku, Quantity said) {
        Conversion conversion = units.get(sku);
        if (conversion == null || conversion.unit().equals(said.unit())) {
            return said;
        }
        BigDecimal factor = conversion.factors().get(said.unit());
        return factor == null ? said : new Quantity(said.value().multiply(factor), conversion.unit());
    }

    private String unit(String sku) {
        Conversion conversion = units.get(sku);
        return conversion == null ? Quantity.EACH : conversion.unit();
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static void check(boolean valid, String problem) {
        if (!valid) {
            throw new IllegalArgumentException("assortment: " + problem);
        }
    }
}
