package io.tillwatch.simulator.odoo.records;

import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Odoo's order clauses. A many2one orders by its id, where Odoo takes the order of the model it points to. */
final class Ordering {
    private static final Pattern CLAUSE = Pattern.compile(
            "(\\s*[a-z_0-9]+(\\s+(desc|asc))?(\\s+nulls\\s+(first|last))?\\s*)(,\\s*[a-z_0-9]+(\\s+(desc|asc))?"
                    + "(\\s+nulls\\s+(first|last))?\\s*)*",
            Pattern.CASE_INSENSITIVE);

    private Ordering() {}

    /**
     * Null when rows come in the order of their ids.
     *
     * @throws OdooError when the clause is none or names an unknown field
     */
    static @Nullable Comparator<Row> of(Model model, String clause) {
        if (!CLAUSE.matcher(clause).matches()) {
            throw OdooError.user("Invalid \"order\" specified (" + clause
                    + "). A valid \"order\" specification is a comma-separated list of valid field names (optionally"
                    + " followed by asc/desc for the direction)");
        }
        Comparator<Row> all = null;
        for (String part : clause.split(",", -1)) {
            String[] words = part.strip().split("\\s+", -1);
            Field field = model.field(words[0]);
            boolean down = words.length > 1 && words[1].equalsIgnoreCase("desc");
            if (all == null && field.name().equals("id") && !down) {
                return null;
            }
            Comparator<Row> one = (left, right) -> Cells.order(field, left.cell(field), right.cell(field));
            one = down ? one.reversed() : one;
            all = all == null ? one : all.thenComparing(one);
        }
        return all;
    }
}
