package io.tillwatch.simulator;

import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.simulator.Manifest.FaultKind;
import io.tillwatch.simulator.demand.Demand.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides who buys what at which till: the normal trade, and what promotions and surges add to it. */
final class TillFloor {
    /** Receipts a minute and till at a normal hour: about 100 a till and day. */
    private static final double RECEIPTS_PER_MINUTE = 0.16;

    private static final double RETURNS = 0.03;
    private static final double PROMOTION = 6;
    private static final double SURGE = 9;
    private static final int LEAST_SURGE = 60;
    private static final int PROMOTION_DISCOUNT = 20;
    private static final int LEAST_SKEWED = 5;

    private final SimulatorConfig config;
    private final Retailer retailer;
    private final FaultPlan plan;
    private final List<TillSession> sessions = new ArrayList<>();
    private final Map<String, Integer> soldLines = new HashMap<>();

    TillFloor(SimulatorConfig config, Day day, Retailer retailer, FaultPlan plan) {
        this.config = config;
        this.retailer = retailer;
        this.plan = plan;
        for (Store store : retailer.stores()) {
            Dice dice = Dice.of(config.seed(), "till-floor-" + store.id());
            for (Day.Shift shift : day.shifts(store)) {
                for (String till : store.tills()) {
                    TillSession session = new TillSession(store, till, shift);
                    trade(session, dice);
                    sessions.add(session);
                }
            }
        }
        extraDemand(day);
        Window ahead = plan.window(FaultKind.CLOCK_AHEAD);
        Store skewed = plan.skewedStore();
        if (ahead != null && skewed != null) {
            enough(ahead, skewed, plan.skewedTill(), Dice.of(config.seed(), "skewed-till"));
        }
        FaultSpec behind = plan.spec(FaultKind.CLOCK_BEHIND);
        if (behind != null) {
            enough(behind.window(), behind.store(), behind.subject(), Dice.of(config.seed(), "slow-till"));
        }
        lastPiece();
        Dice returns = Dice.of(config.seed(), "returns");
        for (TillSession session : sessions) {
            session.tickets().sort(Comparator.comparing(Ticket::at));
            comeBack(session, returns);
        }
        sessions.sort(Comparator.comparing(TillSession::opens).thenComparing(TillSession::id));
    }

    List<TillSession> sessions() {
        return sessions;
    }

    private void trade(TillSession session, Dice dice) {
        Instant minute = session.opens().plusSeconds(30);
        while (minute.plusSeconds(90).isBefore(session.closes())) {
            int hour = minute.atZone(session.store().zone()).getHour();
            int receipts = dice.poisson(RECEIPTS_PER_MINUTE * config.scale() * retailer.busy(hour));
            for (int i = 0; i < receipts; i++) {
                Instant at = minute.plusMillis(dice.between(0, 59_000));
                ring(session, at, basket(session, at, dice));
            }
            minute = minute.plusSeconds(60);
        }
    }

    private List<SaleLine> basket(TillSession session, Instant at, Dice dice) {
        List<SaleLine> lines = Basket.fill(retailer.demand(), session.store().demand(), dice);
        if (!plan.active(FaultKind.PROMOTION, at)) {
            return lines;
        }
        return lines.stream().map(this::promotionPrice).toList();
    }

    private SaleLine promotionPrice(SaleLine line) {
        return plan.promoted().stream()
                .filter(product -> product.sku().equals(line.sku()))
                .findFirst()
                .map(product -> Basket.line(
                        line.line(), product, line.quantity().value().intValue(), PROMOTION_DISCOUNT))
                .orElse(line);
    }

    private void ring(TillSession session, Instant at, List<SaleLine> lines) {
        session.tickets().add(new Ticket(at, lines, null));
        lines.forEach(line -> soldLines.merge(line.sku(), 1, Integer::sum));
    }

    private void extraDemand(Day day) {
        Map<String, Integer> normal = Map.copyOf(soldLines);
        double minutes = day.trade().minutes();
        Window promotion = plan.window(FaultKind.PROMOTION);
        if (promotion != null) {
            Dice dice = Dice.of(config.seed(), "promotion");
            for (Product product : plan.promoted()) {
                double usual = normal.getOrDefault(product.sku(), 0) / minutes * promotion.minutes();
                add(product, dice.poisson(usual * (PROMOTION - 1)), PROMOTION_DISCOUNT, promotion, dice);
            }
        }
        Window surge = plan.window(FaultKind.DEMAND_SURGE);
        Product surging = plan.surging();
        if (surge != null && surging != null) {
            Dice dice = Dice.of(config.seed(), "surge");
            double usual = normal.getOrDefault(surging.sku(), 0) / minutes * surge.minutes();
            add(surging, Math.max(LEAST_SURGE, dice.poisson(usual * (SURGE - 1))), 0, surge, dice);
        }
    }

    private void add(Product product, int receipts, int discount, Window window, Dice dice) {
        for (int i = 0; i < receipts; i++) {
            Instant at = dice.in(window);
            Store store = dice.pick(retailer.stores());
            String till = dice.pick(store.tills());
            sessions.stream()
                    .filter(session -> session.store().equals(store)
                            && session.till().equals(till)
                            && !at.isBefore(session.opens().plusSeconds(30))
                            && at.plusSeconds(90).isBefore(session.closes()))
                    .findFirst()
                    .ifPresent(session ->
                            ring(session, at, List.of(Basket.line(1, product, dice.between(1, 3), discount))));
        }
    }

    /** The shop sells one of the pieces that the other channels sell as well. */
    private void lastPiece() {
        FaultSpec sold = plan.spec(FaultKind.OVERSOLD);
        if (sold != null) {
            Instant at = sold.window().from().plusSeconds(20);
            sessions.stream()
                    .filter(session -> session.store().equals(sold.store())
                            && session.till().equals(sold.subject())
                            && open(session, new Window(at, at.plusSeconds(1))).contains(at))
                    .findFirst()
                    .ifPresent(session -> ring(session, at, List.of(Basket.line(1, sold.product(), 1, 0))));
        }
    }

    /** A clock fault that no receipt shows is no fault. */
    private void enough(Window window, Store store, String till, Dice dice) {
        List<TillSession> own = sessions.stream()
                .filter(session ->
                        session.store().equals(store) && session.till().equals(till))
                .toList();
        long there = own.stream()
                .flatMap(session -> session.tickets().stream())
                .filter(ticket -> window.contains(ticket.at()))
                .count();
        own.stream()
                .max(Comparator.comparing(session -> open(session, window).length()))
                .ifPresent(session -> {
                    Window open = open(session, window);
                    for (long i = there; i < LEAST_SKEWED && open.from().isBefore(open.to()); i++) {
                        ring(session, dice.in(open), Basket.fill(retailer.demand(), store.demand(), dice));
                    }
                });
    }

    /** The part of the window in which the till takes customers; empty or backwards when there is none. */
    private static Window open(TillSession session, Window window) {
        Instant opens = session.opens().plusSeconds(30);
        Instant closes = session.closes().minusSeconds(90);
        return new Window(
                opens.isAfter(window.from()) ? opens : window.from(),
                closes.isBefore(window.to()) ? closes : window.to());
    }

    private static void comeBack(TillSession session, Dice dice) {
        List<Ticket> sales = List.copyOf(session.tickets());
        for (int i = 4; i < sales.size(); i++) {
            if (dice.chance(RETURNS)) {
                Ticket original = sales.get(dice.between(0, i - 3));
                Instant at = sales.get(i).at().plusSeconds(dice.between(5, 40));
                boolean takenBack = session.tickets().stream().anyMatch(t -> t.original() == original);
                if (!takenBack && at.plusSeconds(60).isBefore(session.closes())) {
                    SaleLine line = original.lines().get(0);
                    session.tickets().add(new Ticket(at, List.of(Basket.back(line, dice.chance(0.8))), original));
                }
            }
        }
        session.tickets().sort(Comparator.comparing(Ticket::at));
    }
}
