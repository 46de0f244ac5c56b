package io.tillwatch.reconciliation;

import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Odoo's documents as far as they were read, each in its last version, indexed for the questions that matching asks.
 * Not thread-safe.
 */
final class Books {
    final Table<PosSession> sessions = new Table<>(PosSession::of).indexed("name", session -> List.of(session.name()));
    final Table<PosOrder> orders = new Table<>(PosOrder::of)
            .indexed("uuid", order -> one(order.uuid()))
            .indexed("ticket", order -> one(order.ticket()))
            .indexed("session", order -> id(order.session()))
            .indexed("name", order -> List.of(order.name()))
            .indexed("invoice", order -> id(order.invoice()))
            .indexed("reversal", PosOrder::reversals);
    final Table<OrderPart> orderLines = new Table<>(OrderPart::line).indexed("order", line -> id(line.order()));
    final Table<OrderPart> payments = new Table<>(OrderPart::payment).indexed("order", payment -> id(payment.order()));
    final Table<JournalEntry> entries = new Table<>(JournalEntry::of)
            .indexed("ref", JournalEntry::refs)
            .indexed("origin", JournalEntry::origins)
            .indexed("session", JournalEntry::sessions)
            .indexed("reverses", entry -> id(entry.reverses()))
            .indexed("twin", entry -> one(Twins.key(entry)))
            .indexed("entryTwin", entry -> one(Twins.entryKey(entry)))
            .indexed("credited", entry -> entry.creditNote() ? one(entry.date()) : List.of())
            .indexed("unkeyed", entry -> entry.unkeyed() ? one(entry.date()) : List.of());
    final Table<EntryLine> entryLines = new Table<>(EntryLine::of).indexed("entry", line -> id(line.entry()));
    final Table<SaleOrder> saleOrders = new Table<>(SaleOrder::of)
            .indexed("reference", order -> one(order.reference()))
            .indexed("name", order -> List.of(order.name()))
            .indexed("invoice", SaleOrder::invoices)
            .indexed("unkeyed", Books::unkeyedOn);
    final Table<Named> currencies = new Table<>(row -> Named.of(row, "name", ""));
    final Table<Named> products = new Table<>(row -> Named.of(row, "default_code", "type"));
    final Table<Picking> pickings = new Table<>(Picking::of)
            .indexed("session", picking -> id(picking.session()))
            .indexed("order", picking -> id(picking.order()))
            .indexed("sale", picking -> id(picking.saleOrder()));
    final Table<Moved> moves = new Table<>(Moved::of).indexed("picking", move -> id(move.picking()));
    final Table<Named> paymentMethods = new Table<>(row -> Named.of(row, "name", "type"));
    final Table<Named> tills = new Table<>(row -> Named.of(row, "name", ""));
    final Table<Ref> tillJournals = new Table<>(row -> {
        Ref journal = row.ref("journal_id");
        return journal == null ? new Ref(0, null) : journal;
    });
    private final Map<String, List<Table<?>>> models = Map.ofEntries(
            Map.entry("pos.session", List.of(sessions)),
            Map.entry("pos.order", List.of(orders)),
            Map.entry("pos.order.line", List.of(orderLines)),
            Map.entry("pos.payment", List.of(payments)),
            Map.entry("account.move", List.of(entries)),
            Map.entry("account.move.line", List.of(entryLines)),
            Map.entry("sale.order", List.of(saleOrders)),
            Map.entry("res.currency", List.of(currencies)),
            Map.entry("product.product", List.of(products)),
            Map.entry("stock.picking", List.of(pickings)),
            Map.entry("stock.move", List.of(moves)),
            Map.entry("pos.payment.method", List.of(paymentMethods)),
            Map.entry("pos.config", List.of(tills, tillJournals)));
    private final Map<String, Version> versions = new HashMap<>();

    /** A row of master data. */
    record Named(@Nullable String name, @Nullable String type) {
        static Named of(Row row, String name, String type) {
            return new Named(row.text(name), type.isEmpty() ? null : row.text(type));
        }
    }

    /** What became of a document. */
    enum Reading {
        NEW,
        KNOWN,
        /** A model that reconciliation does not use. */
        UNUSED
    }

    /**
     * Takes a document in. An older version than the one that stands is known already.
     *
     * @throws IllegalArgumentException when a field cannot be read
     */
    Reading put(OdooDocument document) {
        List<Table<?>> tables = models.get(document.model());
        if (tables == null) {
            return Reading.UNUSED;
        }
        Version version = Version.of(document);
        Version before = versions.get(document.key());
        if (before != null && !before.isSupersededBy(version)) {
            return Reading.KNOWN;
        }
        Row row = document.row() == null ? null : new Row(document.row());
        tables.forEach(table -> table.put(document.id(), row));
        versions.put(document.key(), version);
        return Reading.NEW;
    }

    /** Forgets a row and that it was read. Returns its document's key. */
    String drop(String model, long id) {
        models.getOrDefault(model, List.of()).forEach(table -> table.put(id, null));
        String key = OdooDocument.key(model, id);
        versions.remove(key);
        return key;
    }

    /** Just enough of a row's version to know it again. */
    private record Version(@Nullable String writeDate, Instant readAt, int content, boolean gone) {
        static Version of(OdooDocument document) {
            return new Version(
                    document.writeDate(),
                    document.readAt(),
                    document.row() == null ? 0 : document.row().hashCode(),
                    document.row() == null);
        }

        boolean isSupersededBy(Version next) {
            if (gone || next.gone) {
                return gone != next.gone && next.readAt.isAfter(readAt);
            }
            int order = writeDate == null || next.writeDate == null ? 0 : next.writeDate.compareTo(writeDate);
            if (order != 0 || next.content == content) {
                return order > 0;
            }
            // Odoo's dates are cut to seconds: a row that changed twice within one has the same date. Two contents of
            // one reading cannot be told apart in time; the larger stands, whichever came first.
            int read = next.readAt.compareTo(readAt);
            return read > 0 || (read == 0 && next.content > content);
        }
    }

    /** The session that a sale names: by name, or by id. */
    @Nullable
    PosSession session(String nameOrId) {
        List<PosSession> named = sessions.by("name", nameOrId);
        if (!named.isEmpty()) {
            return named.get(0);
        }
        boolean number = !nameOrId.isEmpty()
                && nameOrId.length() < 18
                && nameOrId.chars().allMatch(Character::isDigit);
        return number ? sessions.get(Long.parseLong(nameOrId)) : null;
    }

    /** The lines of an entry; null while some of them were not read. */
    @Nullable
    List<EntryLine> linesOf(JournalEntry entry) {
        List<EntryLine> lines = entryLines.by("entry", entry.id());
        return entry.linesTold() && lines.size() < entry.lines().size() ? null : lines;
    }

    /** ISO code, or null when the currency's row was not read or is none of ISO's. */
    @Nullable
    String currency(@Nullable Ref ref) {
        String name = currencyName(ref);
        return name != null && known(name) ? name : null;
    }

    /** What Odoo calls a currency; null when its row was not read. */
    @Nullable
    String currencyName(@Nullable Ref ref) {
        if (ref == null) {
            return null;
        }
        Named row = currencies.get(ref.id());
        return row == null ? ref.name() : row.name();
    }

    private static boolean known(String code) {
        try {
            return code.length() == 3 && Money.zero(code).isZero();
        } catch (IllegalArgumentException e) {
            // A currency of the retailer's own, such as points.
            return false;
        }
    }

    /** An amount of a row; a row whose currency is unknown is taken to be in the other side's. */
    Money money(BigDecimal amount, @Nullable Ref currency, String otherwise) {
        String code = currency(currency);
        return Money.of(amount, code == null ? otherwise : code);
    }

    /** A line's balance in this currency: Odoo keeps the books in the company's, whatever a till sold in. */
    BigDecimal balance(EntryLine line, String currency) {
        BigDecimal foreign = line.foreign();
        return foreign != null && currency.equals(currency(line.currency())) ? foreign : line.balance();
    }

    /** SKU of a product; null when it has none or its row was not read. */
    @Nullable
    String sku(@Nullable Ref product) {
        if (product == null) {
            return null;
        }
        Named row = products.get(product.id());
        if (row != null) {
            return row.name();
        }
        String name = product.name();
        int end = name == null ? -1 : name.indexOf(']');
        return name != null && name.startsWith("[") && end > 0 ? name.substring(1, end) : null;
    }

    private static Collection<?> unkeyedOn(SaleOrder order) {
        return order.unkeyed() && order.orderedAt() != null
                ? one(LocalDate.ofInstant(order.orderedAt(), ZoneOffset.UTC))
                : List.of();
    }

    private static Collection<?> one(@Nullable Object key) {
        return key == null ? List.of() : List.of(key);
    }

    private static Collection<?> id(@Nullable Ref ref) {
        return ref == null ? List.of() : List.of(ref.id());
    }
}
