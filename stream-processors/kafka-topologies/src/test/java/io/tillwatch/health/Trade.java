package io.tillwatch.health;

import static io.tillwatch.health.Samples.pulses;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Weeks of twenty shops in London that open at nine, close their tills at nine in the evening and all day on Sundays. What
 * they ring is a Poisson process drawn from the seed; the law is the oracle.
 */
final class Trade {
    static final ZoneId LONDON = ZoneId.of("Europe/London");
    static final String FLOW = "pos-sales";
    private static final int SHOPS = 20;
    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(21, 0);

    final SourcePaces paces = new SourcePaces();
    FlowMemory memory = FlowMemory.none(FLOW);
    /** Receipts a minute and shop. */
    double pace = 0.5;

    /** What was told, with the local time at which it first was; oldest first. */
    final Map<String, ZonedDateTime> told = new TreeMap<>();

    final Map<String, byte[]> kept = new TreeMap<>();
    private final Random random;
    private Instant now;
    private boolean judging;

    Trade(long seed, LocalDate begins) {
        random = new Random(seed);
        now = begins.atStartOfDay(LONDON).toInstant();
    }

    /** Trades without being judged. */
    Trade learnUntil(LocalDate day) {
        judging = false;
        return play(day.atStartOfDay(LONDON).toInstant(), (shop, local) -> true);
    }

    Trade judgedUntil(LocalDate day, BiPredicate<Integer, ZonedDateTime> rings) {
        judging = true;
        return play(day.atStartOfDay(LONDON).toInstant(), rings);
    }

    void announce(KnownCause cause) {
        memory = memory.plus(Samples.cause(FLOW, now, cause));
    }

    private Trade play(Instant until, BiPredicate<Integer, ZonedDateTime> rings) {
        while (now.isBefore(until)) {
            now = now.plus(Duration.ofMinutes(1));
            ZonedDateTime local = now.atZone(LONDON);
            Map<String, Pulse> heard = new TreeMap<>();
            for (int shop = 0; shop < SHOPS; shop++) {
                boolean open = open(local);
                boolean closes = local.toLocalTime().equals(CLOSES) && local.getDayOfWeek() != DayOfWeek.SUNDAY;
                int events = closes ? 1 : open ? poisson(pace) : 0;
                for (int i = 0; i < events && rings.test(shop, local); i++) {
                    Pulse pulse = Pulse.of(now, closes, true, 0)
                            .ahead(local.getOffset().getTotalSeconds());
                    heard.merge(shop(shop), pulse, Pulse::plus);
                }
            }
            FlowSample sample = pulses(FLOW, now, heard);
            memory = memory.plus(sample);
            paces.hear(sample, Samples.flow(FLOW), memory.causes().values(), kept::put);
            if (judging) {
                List<Condition> silent = new ArrayList<>(SilenceRule.of(memory, Samples.flow(FLOW), paces, now));
                silent.forEach(one -> told.putIfAbsent(one.subject(), local));
            }
        }
        return this;
    }

    static String shop(int number) {
        return String.format("store-%02d", number);
    }

    private static boolean open(ZonedDateTime local) {
        LocalTime time = local.toLocalTime();
        return local.getDayOfWeek() != DayOfWeek.SUNDAY && !time.isBefore(OPENS) && time.isBefore(CLOSES);
    }

    private int poisson(double mean) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
