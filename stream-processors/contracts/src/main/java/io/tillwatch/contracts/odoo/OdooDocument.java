package io.tillwatch.contracts.odoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.event.ContractViolation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of one Odoo row, as it was read.
 *
 * @param model such as {@code account.move}
 * @param writeDate Odoo's naive UTC text; null for models without one
 * @param readAt the reader's watermark: everything written before was visible by then
 * @param row the fields as Odoo sent them ({@code false} stands for null, many2one as {@code [id, name]} or id);
 *     null when the row was there and is gone
 */
public record OdooDocument(
        String model,
        long id,
        @Nullable String writeDate,
        Instant readAt,
        @Nullable ObjectNode row) {
    public OdooDocument {
        ContractViolation.requireText(model, "model");
        ContractViolation.require(readAt, "readAt");
    }

    public String key() {
        return key(model, id);
    }

    /** The key of a model's row. */
    public static String key(String model, long id) {
        return model + "/" + id;
    }
}
