package io.tillwatch.reconciliation;

import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.reconciliation.Plan.Article;
import io.tillwatch.reconciliation.Plan.Bundle;
import io.tillwatch.reconciliation.Plan.CreditKey;
import io.tillwatch.reconciliation.Plan.Invoiced;
import io.tillwatch.reconciliation.Plan.Line;
import io.tillwatch.reconciliation.Plan.Receipt;
import io.tillwatch.reconciliation.Plan.Session;
import io.tillwatch.reconciliation.Plan.WebOrder;
import io.tillwatch.reconciliation.Plan.WebReturn;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * A retailer of a few days, drawn from a seed: currency, zone, the form in which Odoo sends its rows, what the tills keep
 * of a receipt. Nothing is wrong with it; all that is in order and looks odd is in it.
 */
final class World {
    /** The books are judged then: all that can be due is due. */
    static final Instant AS_OF = Instant.parse("2026-03-14T12:00:00Z");

    static final int FIRST_PLAIN = 8;
    private static final List<Plan.Money> MONEY = List.of(
            new Plan.Money("USD", 2, "USD", 1, "EUR"),
            new Plan.Money("JPY", 0, "JPY", 1, "USD"),
            new Plan.Money("KWD", 3, "KWD", 1, "EUR"),
            new Plan.Money("CHF", 2, "EUR", 3, "USD"));
    private static final List<String> ZONES = List.of("UTC", "America/New_York", "Asia/Tokyo", "Europe/Paris");
    private static final Instant MONDAY = Instant.parse("2026-03-09T07:00:00Z");

    final Plan plan;
    final Rules rules;
    final List<Article> articles = new ArrayList<>();
    final Random random;
    private final ZoneId zone;
    private final boolean names;
    private final boolean sessionsByName;
    private final boolean lines;
    private OdooLedger ledger;

    World(long seed) {
        random = new Random(seed);
        plan = new Plan(MONEY.get((int) (seed % MONEY.size())));
        zone = ZoneId.of(ZONES.get((int) (seed / 2 % ZONES.size())));
        rules = Rules.DEFAULT.in(zone);
        names = random.nextBoolean();
        sessionsByName = random.nextBoolean();
        lines = seed % 5 != 4;
        for (int i = 0; i < 12; i++) {
            articles.add(new Article("SKU-" + i, 40 + i, 1_000 + random.nextInt(90_000), i % 2 == 0 ? 10 : 25));
        }
        for (int till = 1; till <= 2; till++) {
            for (int day = 0; day < 2; day++) {
                session(till, day);
            }
        }
        for (int i = 0; i < 19; i++) {
            Instant at = MONDAY.plus(Duration.ofHours(6L + random.nextInt(60)));
            plan.orders.add(new WebOrder("WEB-" + seed + "-" + i, at, basket(2), plan.money.currency()));
        }
        inOrder();
    }

    private void session(int till, int day) {
        Instant start = MONDAY.plus(Duration.ofDays(day));
        Session session = new Session(10L + till * 4L + day, "Store 0" + till, start, start.plus(Duration.ofHours(12)));
        for (int i = 0; i < 12; i++) {
            session.receipts.add(receipt(session, "%d-%02d-%04d".formatted(till, session.id, i), i));
        }
        session.goodsAtClosing = random.nextBoolean();
        session.cents = random.nextInt(4);
        session.cashRounding = random.nextBoolean();
        plan.sessions.add(session);
    }

    Receipt receipt(Session session, String id, int minute) {
        String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
        Instant at = session.start.plus(Duration.ofMinutes(20L + minute * 30L));
        return new Receipt(id, uuid, at, basket(1 + random.nextInt(3)), random.nextBoolean() ? "cash" : "card");
    }

    List<Line> basket(int size) {
        List<Line> basket = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Article article = articles.get(random.nextInt(articles.size()));
            int pieces = 1 + random.nextInt(3);
            basket.add(new Line(article, pieces, article.price() * pieces - random.nextInt(40)));
        }
        return basket;
    }

    /** What looks odd and is in order. */
    private void inOrder() {
        for (Session session : plan.sessions) {
            Receipt sold = session.receipts.get(0);
            List<Line> back = sold.sold.stream()
                    .map(line -> new Line(line.article(), -line.pieces(), -line.gross()))
                    .toList();
            Receipt refund = new Receipt(
                    sold.id + "-R",
                    UUID.nameUUIDFromBytes(sold.uuid.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .toString(),
                    sold.at.plusSeconds(3_600),
                    back,
                    sold.tender);
            session.receipts.add(refund);
            session.receipts.get(1).invoiced = Invoiced.AT_THE_TILL;
            session.receipts.get(2).invoiced = Invoiced.AFTER_CLOSING;
            session.receipts.get(3).toldTwice = true;
        }
        plan.orders.get(0).credited = true;
        plan.orders.get(1).invoicedInTwo = true;
        plan.orders.get(2).credited = true;
        plan.orders.get(2).replaced = true;
        plan.orders.get(3).keyKept = false;
        plan.bundles.add(new Bundle(List.of(plan.orders.get(4), plan.orders.get(5), plan.orders.get(6))));
        comesBack(12, CreditKey.OF_THE_ORDER, 1);
        comesBack(13, CreditKey.OF_ITS_OWN, 1);
        comesBack(14, CreditKey.NONE, 1);
        comesBack(15, CreditKey.OF_THE_ORDER, 2);
        WebReturn first = comesBack(16, CreditKey.OF_THE_ORDER, 1);
        first.together = comesBack(16, CreditKey.OF_THE_ORDER, 2);
    }

    /** One of two lines, or a piece of it. */
    private WebReturn comesBack(int order, CreditKey key, int line) {
        WebOrder of = plan.orders.get(order);
        Line sold = of.sold.get(line - 1);
        // No two of them are of one amount, whatever the dice say.
        long piece = sold.gross() / sold.pieces() + order * 45L;
        WebReturn back = new WebReturn(
                "RMA-" + of.reference + "-" + line,
                of,
                key,
                of.at.plus(Duration.ofHours(3)),
                List.of(new Line(sold.article(), -1, -piece)));
        plan.returns.add(back);
        return back;
    }

    WebReturn back(int nth) {
        return plan.returns.get(nth);
    }

    /** A session and an order that no peculiarity has touched. */
    Receipt plain(Session session, int nth) {
        return session.receipts.get(4 + nth);
    }

    WebOrder plain(int nth) {
        return plan.orders.get(FIRST_PLAIN + nth);
    }

    OdooLedger ledger() {
        if (ledger == null) {
            ledger = OdooLedger.post(plan, articles, zone, names);
        }
        return ledger;
    }

    List<OdooDocument> documents() {
        return ledger().rows.documents();
    }

    List<Sale> sales() {
        List<Sale> sales = new ArrayList<>();
        for (Session session : plan.sessions) {
            for (Receipt receipt : session.receipts) {
                Sale sale = sale(session, receipt);
                sales.addAll(Collections.nCopies(receipt.toldTwice ? 2 : 1, sale));
            }
        }
        plan.orders.forEach(order -> sales.add(sale(order)));
        plan.returns.forEach(back -> sales.add(sale(back)));
        return sales;
    }

    Sale sale(Session session, Receipt receipt) {
        return new Sale(
                receipt.id,
                "pos",
                session.till,
                sessionsByName ? session.name() : Long.toString(session.id),
                receipt.uuid,
                receipt.id,
                null,
                receipt.at,
                money(Plan.gross(receipt.sold), plan.money.currency()),
                money(Plan.tax(receipt.sold), plan.money.currency()),
                receipt.tender,
                lines ? quantities(receipt.sold) : Map.of());
    }

    private Sale sale(WebOrder order) {
        return new Sale(
                order.reference,
                "web",
                "Web",
                null,
                null,
                null,
                order.reference,
                order.at,
                money(Plan.gross(order.sold), order.currency),
                money(Plan.tax(order.sold), order.currency),
                null,
                lines ? quantities(order.sold) : Map.of());
    }

    private Sale sale(WebReturn back) {
        return new Sale(
                back.id,
                "web",
                "Web",
                null,
                null,
                null,
                back.number(),
                back.at,
                money(Plan.gross(back.back), back.of.currency),
                money(Plan.tax(back.back), back.of.currency),
                null,
                lines ? quantities(back.back) : Map.of());
    }

    private static io.tillwatch.contracts.value.Money money(long minor, String currency) {
        return new io.tillwatch.contracts.value.Money(minor, currency);
    }

    private static Map<String, BigDecimal> quantities(List<Line> lines) {
        Map<String, BigDecimal> quantities = new HashMap<>();
        lines.forEach(line -> quantities.merge(line.article().sku(), new BigDecimal(line.pieces()), BigDecimal::add));
        return quantities;
    }

    boolean tellsLines() {
        return lines;
    }
}
