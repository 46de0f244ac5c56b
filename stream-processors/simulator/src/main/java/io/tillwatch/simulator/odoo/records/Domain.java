package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/** Odoo's search domains: conditions in prefix notation, joined by and where nothing else is said. */
final class Domain {
    private final Database database;
    private final Model model;
    private final JsonNode terms;
    private int next;

    private Domain(Database database, Model model, JsonNode terms) {
        this.database = database;
        this.model = model;
        this.terms = terms;
    }

    /** @throws OdooError as Odoo words what it cannot read */
    static Predicate<Row> of(Database database, Model model, JsonNode domain) {
        if (domain.isMissingNode() || domain.isNull() || (domain.isBoolean() && !domain.booleanValue())) {
            return row -> true;
        }
        if (!domain.isArray()) {
            throw OdooError.type("Domain() invalid argument type for domain: " + PyText.of(domain));
        }
        Domain parser = new Domain(database, model, domain);
        Predicate<Row> all = row -> true;
        boolean first = true;
        while (parser.next < domain.size()) {
            Predicate<Row> term = parser.term();
            all = first ? term : all.and(term);
            first = false;
        }
        return all;
    }

    private Predicate<Row> term() {
        if (next >= terms.size()) {
            throw OdooError.value("Domain() malformed: " + PyText.of(terms));
        }
        JsonNode term = terms.get(next++);
        if (term.isTextual()) {
            return switch (term.textValue()) {
                case "&" -> term().and(term());
                case "|" -> term().or(term());
                case "!" -> term().negate();
                default -> throw malformed(term);
            };
        }
        if (!term.isArray() || term.size() != 3) {
            throw malformed(term);
        }
        return isConstant(term) ? constant(term) : Condition.of(database, model, term);
    }

    /** {@code (1, '=', 1)} is true and {@code (0, '=', 1)} is false. */
    private static boolean isConstant(JsonNode term) {
        return term.get(0).isInt() && "=".equals(term.get(1).asText());
    }

    private static Predicate<Row> constant(JsonNode term) {
        boolean truth = term.get(0).asInt() == term.get(2).asInt();
        return row -> truth;
    }

    private static OdooError malformed(JsonNode term) {
        return OdooError.value("Domain() invalid item in domain: " + PyText.of(term));
    }
}
