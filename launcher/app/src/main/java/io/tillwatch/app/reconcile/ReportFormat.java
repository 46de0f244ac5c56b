package io.tillwatch.app.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.reconciliation.ReconciliationReport;
import java.io.PrintWriter;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** How a report is written. */
enum ReportFormat {
    TEXT {
        @Override
        void print(ReconciliationReport report, @Nullable URI odoo, PrintWriter out) {
            ReportText.print(report, odoo, out);
        }
    },
    JSON {
        @Override
        void print(ReconciliationReport report, @Nullable URI odoo, PrintWriter out) {
            ObjectNode tree = Json.mapper().valueToTree(report);
            tree.path("cases")
                    .forEach(found -> found.path("postings").forEach(posting -> {
                        String link = OdooLinks.of(
                                odoo,
                                posting.path("model").asText(),
                                posting.path("id").asLong());
                        if (link != null && posting instanceof ObjectNode one) {
                            one.put("url", link);
                        }
                    }));
            try {
                out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a tree of JSON can always be written", e);
            }
        }
    },
    CSV {
        @Override
        void print(ReconciliationReport report, @Nullable URI odoo, PrintWriter out) {
            ReportCsv.print(report, odoo, out);
        }
    };

    /** @param odoo where people open Odoo; null gives no links */
    abstract void print(ReconciliationReport report, @Nullable URI odoo, PrintWriter out);
}
