package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A search of a model's rows.
 *
 * @param offset rows to leave out
 * @param limit most rows to give; 0 for all
 * @param order null for the model's own
 * @param archived rows that are not active are given too
 */
public record Search(
        Model model,
        JsonNode domain,
        int offset,
        int limit,
        @Nullable String order,
        boolean archived) {
    /** Every row in the order of ids. */
    public static Search all(Model model) {
        return new Search(model, MissingNode.getInstance(), 0, 0, "id", true);
    }

    /** @throws OdooError as Odoo words what it cannot read */
    public List<Row> in(Database database) {
        Predicate<Row> wanted = wanted(database);
        Comparator<Row> comparator = Ordering.of(model, order == null ? model.order() : order);
        List<Row> found = new ArrayList<>();
        int enough = comparator == null && limit > 0 ? offset + limit : Integer.MAX_VALUE;
        for (Row row : database.table(model.name()).rows()) {
            if (found.size() == enough) {
                break;
            }
            if (wanted.test(row)) {
                found.add(row);
            }
        }
        if (comparator != null) {
            found.sort(comparator);
        }
        int from = Math.min(offset, found.size());
        int to = limit > 0 ? Math.min(from + limit, found.size()) : found.size();
        return found.subList(from, to);
    }

    public long count(Database database) {
        Predicate<Row> wanted = wanted(database);
        long found = database.table(model.name()).rows().stream().filter(wanted).count();
        return limit > 0 ? Math.min(found, limit) : found;
    }

    private Predicate<Row> wanted(Database database) {
        Predicate<Row> wanted = Domain.of(database, model, domain);
        Field active = model.find("active");
        if (active == null || archived || asksForActive()) {
            return wanted;
        }
        return wanted.and(row -> row.cell(active).asBoolean());
    }

    private boolean asksForActive() {
        for (JsonNode term : domain) {
            if (term.isArray() && term.path(0).asText().equals("active")) {
                return true;
            }
        }
        return false;
    }
}
