package io.tillwatch.simulator.odoo.rpc;

import io.tillwatch.simulator.odoo.records.Model;
import io.tillwatch.simulator.odoo.records.OdooError;
import java.util.Map;

/** What a user with read rights for integration may not do; Odoo says so with an AccessError. */
final class Rights {
    private static final String ADMINISTRATOR = "Role / Administrator";
    private static final Map<String, String> CLOSED = Map.of("ir.config_parameter", ADMINISTRATOR);
    private static final Map<String, String> WRITERS = Map.of(
            "account.move", "Accounting/Invoicing",
            "account.move.line", "Accounting/Invoicing",
            "pos.order", "Point of Sale/User",
            "sale.order", "Sales/User: Own Documents Only");

    private Rights() {}

    static void read(Model model) {
        String group = CLOSED.get(model.name());
        if (group != null) {
            throw refused("access", model.title(), model.name(), group);
        }
    }

    /** Reading every field of a model fails when one of them leads to a model that the user may not read. */
    static void readAllFields(Model model) {
        if (model.name().equals("account.move")) {
            throw OdooError.access("Failed to read field account.move.transaction_ids\n"
                    + message("access", "Payment Transaction", "payment.transaction")
                    + groups("Accounting/Invoicing", ADMINISTRATOR));
        }
    }

    static OdooError write(String verb, Model model) {
        return refused(verb, model.title(), model.name(), WRITERS.getOrDefault(model.name(), ADMINISTRATOR));
    }

    private static OdooError refused(String verb, String title, String model, String... groups) {
        return OdooError.access(message(verb, title, model) + groups(groups));
    }

    private static String message(String verb, String title, String model) {
        return "You are not allowed to " + verb + " '" + title + "' (" + model + ") records.\n\n"
                + "This operation is allowed for the following groups:\n";
    }

    private static String groups(String... groups) {
        return "\t- " + String.join("\n\t- ", groups)
                + "\n\nContact your administrator to request access if necessary.";
    }
}
