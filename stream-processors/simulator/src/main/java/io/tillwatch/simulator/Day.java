package io.tillwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * How the world's time is divided: opening stock in the last minute before the world starts, then trade, and before the
 * end a while in which sessions close and post. A world of up to a day is one trading day; a longer one has one for each
 * local date of a shop.
 */
record Day(SimulatorConfig config) {
    private static final double TRADE_ENDS = 0.93;
    private static final double NOTHING_NEW_AFTER = 0.985;
    private static final LocalTime OPENS = LocalTime.of(8, 0);
    private static final LocalTime CLOSES = LocalTime.of(21, 0);
    private static final Duration LEAST_OPEN = Duration.ofHours(1);

    /** Two in a till's day. */
    record Shift(int number, LocalDate date, Instant opens, Instant closes) {}

    /**
     * Stock is told in this window. It ends so early that all of it reaches the broker before the world starts, and it is
     * so short that a clock that stands at the start while it is taken in makes nothing look late.
     */
    Window opening() {
        return new Window(
                config.worldStart().minusSeconds(60), config.worldStart().minusSeconds(10));
    }

    /** Orders and shop trade. */
    Window trade() {
        Instant from = later(config.worldStart(), 0.03, Duration.ofMinutes(8));
        return new Window(from, config.at(TRADE_ENDS));
    }

    /** After this nothing new happens, so that all of it is on the wire before the end. */
    Instant lastHappening() {
        return config.at(NOTHING_NEW_AFTER);
    }

    private Instant later(Instant from, double share, Duration atLeast) {
        Duration byShare = Duration.ofMillis((long) (config.worldDuration().toMillis() * share));
        Duration most = Duration.ofMinutes(30);
        Duration span = byShare.compareTo(atLeast) < 0 ? atLeast : byShare;
        return from.plus(span.compareTo(most) > 0 ? most : span);
    }

    /** Moves what needs shoppers into hours of one day in which all shops are open, and shortens it when those are shorter. */
    Window whileOpen(Window wanted) {
        if (!hasNights()) {
            return wanted;
        }
        LocalDate date = LocalDate.ofInstant(wanted.from(), Retailer.LONDON);
        Window later = from(wanted.from(), wanted.length(), date);
        if (later.length().isNegative() || later.length().compareTo(LEAST_OPEN) < 0) {
            later = from(wanted.from(), wanted.length(), date.plusDays(1));
        }
        return later.to().isAfter(trade().to()) ? until(wanted.length(), date) : later;
    }

    private static Window from(Instant earliest, Duration length, LocalDate date) {
        Window open = allOpen(date);
        Instant from = earliest.isAfter(open.from()) ? earliest : open.from();
        Instant to = from.plus(length);
        return new Window(from, to.isAfter(open.to()) ? open.to() : to);
    }

    /** The last opening hours that end by then: the world stops before the next ones are through. */
    private Window until(Duration length, LocalDate date) {
        Window open = allOpen(date);
        if (open.to().isAfter(trade().to())) {
            open = allOpen(date.minusDays(1));
        }
        Instant from = open.to().minus(length);
        return new Window(from.isBefore(open.from()) ? open.from() : from, open.to());
    }

    private boolean hasNights() {
        return config.worldDuration().compareTo(Duration.ofHours(24)) > 0;
    }

    /** Shops in the east close first. */
    private static Window allOpen(LocalDate date) {
        return new Window(
                open(date, Retailer.LONDON).from(), open(date, Retailer.BERLIN).to());
    }

    private static Window open(LocalDate date, ZoneId zone) {
        return new Window(
                date.atTime(OPENS).atZone(zone).toInstant(),
                date.atTime(CLOSES).atZone(zone).toInstant());
    }

    List<Shift> shifts(Store store) {
        Window trade = trade();
        if (!hasNights()) {
            return pair(trade, LocalDate.ofInstant(trade.from(), store.zone()), new ArrayList<>());
        }
        List<Shift> shifts = new ArrayList<>();
        LocalDate date = LocalDate.ofInstant(trade.from(), store.zone());
        while (open(date, store.zone()).from().isBefore(trade.to())) {
            Window open = open(date, store.zone());
            Instant from = open.from().isBefore(trade.from()) ? trade.from() : open.from();
            Instant to = open.to().isAfter(trade.to()) ? trade.to() : open.to();
            if (Duration.between(from, to).compareTo(Duration.ofHours(1)) > 0) {
                pair(new Window(from, to), date, shifts);
            }
            date = date.plusDays(1);
        }
        return shifts;
    }

    private static List<Shift> pair(Window window, LocalDate date, List<Shift> shifts) {
        long half = window.length().toMillis() / 2;
        Instant change = window.from().plusMillis(half);
        shifts.add(new Shift(1, date, window.from(), change.minusSeconds(90)));
        shifts.add(new Shift(2, date, change.plusSeconds(90), window.to()));
        return shifts;
    }
}
