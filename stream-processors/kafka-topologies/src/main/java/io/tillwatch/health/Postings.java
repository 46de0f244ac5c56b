package io.tillwatch.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.flow.Slo;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.odoo.OdooTime;
import io.tillwatch.state.KeptMap;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the sales that Odoo has stood in its journal when their time was over: receipts with the posting of their
 * session, invoices and credit notes with their own. The objective's time counts from the midnight with which the
 * business day begins, by the wall clock, so that 34 h are ten o'clock of the next day in every night. Each sale is
 * counted once, when its time is over and Odoo was read up to there: a reader that does not see accuses nobody. What
 * never reached Odoo is the reconciliation's matter. Remembers what it saw over restarts; a sale that is first seen
 * when its time is over is not judged. One thread at a time.
 */
final class Postings {
    /** Name of the objective. */
    static final String POSTED = "posted";

    private static final String RECEIPT = "pos.order";
    private static final String MOVE = "account.move";
    private static final Set<String> INVOICES = Set.of("out_invoice", "out_refund");
    /** Of receipts, in Odoo 19 and before. */
    private static final Set<String> IN_THE_BOOKS = Set.of("done", "posted", "invoiced");
    /** Some hundred bytes each; beyond that a new sale is not followed. */
    private static final int MOST = 500_000;

    private static final int LENGTH_OF_A_DATE = 10;

    private final @Nullable Flow flow;
    private final @Nullable Slo objective;
    private final KeptMap<Sale> sales;
    private final TreeMap<Instant, List<String>> due = new TreeMap<>();
    private Instant readUpTo = Instant.MIN;

    /**
     * A sale that Odoo has.
     *
     * @param key of its row
     * @param writtenAt of the version that says so
     * @param postedAt null while it is not
     */
    record Sale(
            String key,
            Instant due,
            Instant writtenAt,
            @Nullable Instant postedAt) {
        boolean kept() {
            return postedAt != null && !postedAt.isAfter(due);
        }
    }

    /** @param sales what earlier runs saw, and where it is kept */
    Postings(FlowCatalogue flows, KeptMap<Sale> sales) {
        this.sales = sales;
        sales.values().forEach(this::enqueue);
        flow = flows.all().stream()
                .filter(one -> one.slos().stream().anyMatch(Postings::isPosted))
                .findFirst()
                .orElse(null);
        objective = flow == null
                ? null
                : flow.slos().stream().filter(Postings::isPosted).findFirst().orElse(null);
    }

    private static boolean isPosted(Slo slo) {
        return slo.name().equals(POSTED);
    }

    /**
     * Takes a version of one of Odoo's rows in; most are not about sales.
     *
     * @throws java.time.DateTimeException when a date of a sale is none
     */
    void see(OdooDocument document) {
        if (document.readAt().isAfter(readUpTo)) {
            readUpTo = document.readAt();
        }
        switch (document.model()) {
            case RECEIPT -> follow(document, "date_order");
            case MOVE -> {
                ObjectNode row = document.row();
                if (row == null || INVOICES.contains(row.path("move_type").asText())) {
                    follow(document, "date");
                }
            }
            default -> {}
        }
    }

    private void follow(OdooDocument document, String dateField) {
        ObjectNode row = document.row();
        String state = row == null ? "cancel" : row.path("state").asText();
        boolean posted = IN_THE_BOOKS.contains(state);
        if (row == null
                || state.equals("cancel")
                || (state.equals("draft") && document.model().equals(RECEIPT))) {
            // What was taken back was no sale; its place in the queue finds nobody.
            sales.remove(document.key());
            return;
        }
        Instant writtenAt = written(document);
        Sale known = sales.get(document.key());
        if (known != null) {
            if (!writtenAt.isBefore(known.writtenAt())) {
                boolean edited = posted && known.postedAt() != null;
                Instant postedAt = edited ? known.postedAt() : posted ? writtenAt : null;
                sales.put(known.key(), new Sale(known.key(), known.due(), writtenAt, postedAt));
            }
            return;
        }
        Instant end = due(row.path(dateField));
        if (end != null && !end.isBefore(document.readAt()) && sales.size() < MOST) {
            Sale sale = new Sale(document.key(), end, writtenAt, posted ? writtenAt : null);
            sales.put(sale.key(), sale);
            enqueue(sale);
        }
    }

    private void enqueue(Sale sale) {
        due.computeIfAbsent(sale.due(), at -> new ArrayList<>()).add(sale.key());
    }

    private static Instant written(OdooDocument document) {
        String at = document.writeDate();
        return at == null ? document.readAt() : OdooTime.parse(at);
    }

    /** Null where the row names no date, as one that Odoo itself would refuse, and where nobody promises anything. */
    private @Nullable Instant due(JsonNode date) {
        if (flow == null || objective == null || !date.isTextual()) {
            return null;
        }
        String text = date.asText();
        LocalDate day = text.length() > LENGTH_OF_A_DATE
                ? Attained.day(OdooTime.parse(text), flow.zone())
                : LocalDate.parse(text);
        return day.atStartOfDay().plus(objective.within()).atZone(flow.zone()).toInstant();
    }

    /** Judges the sales whose time was over when Odoo was read last. */
    void judge(Promises.Listener listener) {
        while (flow != null && !due.isEmpty() && due.firstKey().isBefore(readUpTo)) {
            Map.Entry<Instant, List<String>> over = due.pollFirstEntry();
            for (String key : over.getValue()) {
                Sale sale = sales.get(key);
                // One that was taken back and came again with another date has another place in the queue.
                if (sale != null && sale.due().equals(over.getKey())) {
                    sales.remove(key);
                    listener.over(flow.id(), POSTED, sale.kept(), sale.due());
                }
            }
        }
    }

    /** How many are followed now. */
    int size() {
        return sales.size();
    }
}
