package io.tillwatch.health;

import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * When a certificate or key ends so soon that somebody must renew it: within a day it is urgent, within a week it is work
 * for this week, within two it is told. Pure, thread-safe.
 */
final class ExpiryRule {
    private static final Duration TOLD = Duration.ofDays(14);
    private static final Duration THIS_WEEK = Duration.ofDays(7);
    private static final Duration URGENT = Duration.ofDays(1);
    private static final double URGENT_SCORE = 0.9;
    private static final double WEEK_SCORE = 0.3;
    private static final double TOLD_SCORE = 0.1;
    private static final int HOURS_SPELT_OUT = 72;

    private ExpiryRule() {}

    static List<Condition> of(FlowMemory memory, Instant now) {
        List<Condition> ending = new ArrayList<>();
        memory.expiries().forEach((target, expiry) -> {
            Duration left = Duration.between(now, expiry.ends());
            if (left.compareTo(TOLD) <= 0) {
                ending.add(condition(target, expiry, left, memory.flow()));
            }
        });
        return ending;
    }

    private static Condition condition(String target, Expiry expiry, Duration left, String flow) {
        return new Condition(
                IncidentKind.CREDENTIAL_EXPIRY,
                target,
                expiry.saidAt(),
                score(left),
                String.format(
                        Locale.ROOT,
                        "The %s of %s %s, at %s; %s stops then.",
                        expiry.what(),
                        target,
                        left.isNegative() ? "has ended" : "ends in " + inWords(left),
                        expiry.ends(),
                        flow),
                (double) left.toHours(),
                (double) TOLD.toHours(),
                null,
                0,
                List.of(target),
                Map.of("credential", expiry.what(), "ends", expiry.ends().toString()));
    }

    private static double score(Duration left) {
        if (left.compareTo(URGENT) <= 0) {
            return URGENT_SCORE;
        }
        return left.compareTo(THIS_WEEK) <= 0 ? WEEK_SCORE : TOLD_SCORE;
    }

    private static String inWords(Duration left) {
        return left.toHours() < HOURS_SPELT_OUT ? left.toHours() + " hours" : left.toDays() + " days";
    }
}
