package io.tillwatch.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.odoo.OdooTime;
import io.tillwatch.contracts.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes shelves of Odoo's rows: quants, summed over lots and places, of products by their {@code default_code}, in
 * warehouses by our names for them. Only internal places stand in a warehouse; those of customers, suppliers and losses
 * do not. Rows may come in any order. One thread at a time.
 */
final class OdooShelves {
    static final String QUANT = "stock.quant";
    static final String PRODUCT = "product.product";
    static final String WAREHOUSE = "stock.warehouse";

    private final Map<String, String> locations;
    private final Map<Long, String> skus = new HashMap<>();
    private final Map<Long, String> warehouses = new HashMap<>();
    private final Map<Long, Quant> quants = new HashMap<>();
    private final Map<Place, Set<Long>> places = new HashMap<>();

    private record Quant(Place place, BigDecimal quantity, Instant writtenAt) {}

    private record Place(long product, long warehouse) {}

    /** @param locations Odoo's names of warehouses to ours; a warehouse that is not named is called as it is */
    OdooShelves(Map<String, String> locations) {
        this.locations = Map.copyOf(locations);
    }

    static boolean concerns(OdooDocument document) {
        return document.model().equals(QUANT)
                || document.model().equals(PRODUCT)
                || document.model().equals(WAREHOUSE);
    }

    /** Takes a row in, and gives the shelves of which it changes what is known. */
    List<OdooShelf> take(OdooDocument document) {
        ObjectNode row = document.row();
        Set<Place> touched = new HashSet<>();
        switch (document.model()) {
            case QUANT -> quant(document, touched);
            case PRODUCT -> {
                String sku = row == null ? null : text(row.path("default_code"));
                if (renamed(skus, document.id(), sku)) {
                    places.keySet().stream()
                            .filter(place -> place.product() == document.id())
                            .forEach(touched::add);
                }
            }
            case WAREHOUSE -> {
                String name = row == null ? null : text(row.path("name"));
                String ours = name == null ? null : locations.getOrDefault(name, name);
                if (renamed(warehouses, document.id(), ours)) {
                    places.keySet().stream()
                            .filter(place -> place.warehouse() == document.id())
                            .forEach(touched::add);
                }
            }
            default -> {
                return List.of();
            }
        }
        List<OdooShelf> shelves = new ArrayList<>();
        touched.forEach(place -> shelf(place, document, shelves));
        return shelves;
    }

    private void quant(OdooDocument document, Set<Place> touched) {
        Quant before = quants.remove(document.id());
        if (before != null) {
            places.getOrDefault(before.place(), new HashSet<>()).remove(document.id());
            touched.add(before.place());
        }
        ObjectNode row = document.row();
        if (row == null) {
            return;
        }
        long product = id(row.path("product_id"));
        long warehouse = id(row.path("warehouse_id"));
        if (product > 0 && warehouse > 0) {
            Place place = new Place(product, warehouse);
            quants.put(document.id(), new Quant(place, decimal(row.path("quantity")), written(document)));
            places.computeIfAbsent(place, key -> new HashSet<>()).add(document.id());
            touched.add(place);
        }
    }

    private void shelf(Place place, OdooDocument document, List<OdooShelf> shelves) {
        String sku = skus.get(place.product());
        String location = warehouses.get(place.warehouse());
        if (sku == null || location == null) {
            return;
        }
        BigDecimal quantity = BigDecimal.ZERO;
        Instant writtenAt = document.model().equals(QUANT) ? written(document) : Instant.EPOCH;
        for (long id : places.getOrDefault(place, Set.of())) {
            Quant quant = quants.get(id);
            if (quant != null) {
                quantity = quantity.add(quant.quantity());
                writtenAt = quant.writtenAt().isAfter(writtenAt) ? quant.writtenAt() : writtenAt;
            }
        }
        shelves.add(new OdooShelf(sku, location, Quantity.normalized(quantity), writtenAt, document.readAt()));
    }

    private static boolean renamed(Map<Long, String> names, long id, @Nullable String name) {
        String before = name == null ? names.remove(id) : names.put(id, name);
        return name != null && !name.equals(before);
    }

    /** Odoo's times are UTC without saying so. */
    private static Instant written(OdooDocument document) {
        String at = document.writeDate();
        return at == null ? document.readAt() : OdooTime.parse(at);
    }

    /** An id, or {@code [id, name]}; 0 for {@code false}. */
    private static long id(JsonNode reference) {
        return reference.isArray() ? reference.path(0).asLong() : reference.asLong();
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
    }

    /** Odoo's floats carry tails far behind what a unit of measure has. */
    private static BigDecimal decimal(JsonNode number) {
        return number.decimalValue().setScale(6, java.math.RoundingMode.HALF_UP);
    }
}
