package io.tillwatch.reconciliation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a generated world, before Odoo writes any of it down: what was sold, and what becomes of each sale. A
 * break changes the plan; {@link OdooLedger} then posts it the way Odoo does.
 */
final class Plan {
    final Money money;
    final List<Session> sessions = new ArrayList<>();
    final List<WebOrder> orders = new ArrayList<>();
    final List<Bundle> bundles = new ArrayList<>();
    final List<WebReturn> returns = new ArrayList<>();

    Plan(Money money) {
        this.money = money;
    }

    /**
     * The currency of the world.
     *
     * @param company what Odoo keeps the books in
     * @param rate company currency for one of the sales' currency
     */
    record Money(String currency, int digits, String company, int rate, String other) {}

    /** A product; taxes are included in its price. */
    record Article(String sku, long product, long price, int tax) {}

    /** So many pieces of an article for so much, tax included. */
    record Line(Article article, int pieces, long gross) {
        long tax() {
            BigDecimal whole = BigDecimal.valueOf(100 + article.tax());
            return gross
                    - BigDecimal.valueOf(gross * 100)
                            .divide(whole, 0, RoundingMode.HALF_UP)
                            .longValueExact();
        }
    }

    static long gross(List<Line> lines) {
        return lines.stream().mapToLong(Line::gross).sum();
    }

    static long tax(List<Line> lines) {
        return lines.stream().mapToLong(Line::tax).sum();
    }

    /** Whether and when a receipt became an invoice. */
    enum Invoiced {
        NEVER,
        AT_THE_TILL,
        AFTER_CLOSING
    }

    /** What a till rang, and what Odoo got. */
    static final class Receipt {
        final String id;
        final String uuid;
        final Instant at;
        final List<Line> sold;
        final String tender;
        List<Line> booked;
        String bookedTender;
        long taxShift;
        boolean imported = true;
        String orderState = "done";
        boolean again;

        @Nullable
        Session elsewhere;

        Invoiced invoiced = Invoiced.NEVER;
        String invoiceState = "posted";
        long invoiceMore;
        boolean invoiceTwice;
        boolean invoiceCopied;
        String reversalState = "posted";
        boolean toldTwice;

        Receipt(String id, String uuid, Instant at, List<Line> sold, String tender) {
            this.id = id;
            this.uuid = uuid;
            this.at = at;
            this.sold = sold;
            this.tender = tender;
            this.booked = sold;
            this.bookedTender = tender;
        }
    }

    /** A till session. */
    static final class Session {
        final long id;
        final String till;
        final Instant start;
        final Instant stop;
        final List<Receipt> receipts = new ArrayList<>();
        final List<Receipt> unknown = new ArrayList<>();
        String state = "closed";
        String entryState = "posted";
        boolean entryMissing;
        boolean entryTwice;
        boolean entryCopied;
        boolean entryReversed;
        long entryMore;
        boolean taxesSwapped;
        boolean tendersSwapped;

        @Nullable
        LocalDate entryDate;

        int cents;
        boolean cashRounding;
        boolean goodsAtClosing = true;
        int goodsMore;

        Session(long id, String till, Instant start, Instant stop) {
            this.id = id;
            this.till = till;
            this.start = start;
            this.stop = stop;
        }

        String name() {
            return till + "/" + String.format("%05d", id);
        }
    }

    /** An order of a channel without tills. */
    static final class WebOrder {
        final String reference;
        final Instant at;
        final List<Line> sold;
        final String currency;
        List<Line> invoiced;
        String bookedCurrency;
        long taxShift;
        boolean imported = true;
        boolean keyKept = true;
        boolean cancelledInOdoo;
        int orders = 1;
        boolean delivered = true;
        boolean invoice = true;
        String invoiceState = "posted";
        boolean invoiceTwice;
        boolean invoiceCopied;
        boolean invoicedInTwo;
        boolean credited;
        boolean replaced;

        @Nullable
        LocalDate date;

        WebOrder(String reference, Instant at, List<Line> sold, String currency) {
            this.reference = reference;
            this.at = at;
            this.sold = sold;
            this.currency = currency;
            this.invoiced = sold;
            this.bookedCurrency = currency;
        }
    }

    /** How a credit note can be found. */
    enum CreditKey {
        /** The return is told under the number of the order that comes back. */
        OF_THE_ORDER,
        /** Under one of its own, which a person wrote on the credit note. */
        OF_ITS_OWN,
        /** Under one of its own, which stands nowhere in Odoo. */
        NONE
    }

    /** What came back of a web order; its lines are below zero. */
    static final class WebReturn {
        final String id;
        final WebOrder of;
        final CreditKey key;
        final Instant at;
        final List<Line> back;
        List<Line> credited;
        boolean imported = true;
        boolean creditedTwice;
        String state = "posted";
        long taxShift;

        @Nullable
        LocalDate date;

        /** One credit note takes this one back as well. */
        @Nullable
        WebReturn together;

        WebReturn(String id, WebOrder of, CreditKey key, Instant at, List<Line> back) {
            this.id = id;
            this.of = of;
            this.key = key;
            this.at = at;
            this.back = back;
            this.credited = back;
        }

        String number() {
            return key == CreditKey.OF_THE_ORDER ? of.reference : id;
        }
    }

    /** Orders on one invoice. */
    static final class Bundle {
        final List<WebOrder> orders;
        long more;

        Bundle(List<WebOrder> orders) {
            this.orders = orders;
        }
    }
}
