package io.tillwatch.incidents;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Signals for tests: minutes after {@link #START} in place of instants. */
record Told(
        IncidentKind kind,
        String subject,
        String flow,
        Signal.State state,
        long since,
        long seen,
        double score,
        Money money,
        long customers,
        List<String> entities,
        Map<String, String> evidence,
        String expected) {
    static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    static Told of(IncidentKind kind, String subject, String flow) {
        return new Told(
                kind, subject, flow, Signal.State.FIRING, 0, 0, 0.5, null, 0, List.of(), Map.of("seen", "0"), null);
    }

    static Told refunds() {
        return of(IncidentKind.REFUND_FAILING, "psp-a", "refunds");
    }

    static Instant minute(long minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    Told since(long minute) {
        return new Told(
                kind, subject, flow, state, minute, seen, score, money, customers, entities, evidence, expected);
    }

    /** Seen at that minute; its evidence says so. */
    Told at(long minute) {
        return new Told(
                kind,
                subject,
                flow,
                state,
                since,
                minute,
                score,
                money,
                customers,
                entities,
                Map.of("seen", Long.toString(minute)),
                expected);
    }

    Told recovered() {
        return new Told(
                kind,
                subject,
                flow,
                Signal.State.RECOVERED,
                since,
                seen,
                score,
                money,
                customers,
                entities,
                evidence,
                expected);
    }

    Told score(double strength) {
        return new Told(
                kind, subject, flow, state, since, seen, strength, money, customers, entities, evidence, expected);
    }

    Told costs(String euros, long affected) {
        return new Told(
                kind,
                subject,
                flow,
                state,
                since,
                seen,
                score,
                Money.of(euros, "EUR"),
                affected,
                entities,
                evidence,
                expected);
    }

    Told concerns(List<String> some) {
        return new Told(kind, subject, flow, state, since, seen, score, money, customers, some, evidence, expected);
    }

    Told evidence(Map<String, String> figures) {
        return new Told(kind, subject, flow, state, since, seen, score, money, customers, entities, figures, expected);
    }

    Told expected(String cause) {
        return new Told(kind, subject, flow, state, since, seen, score, money, customers, entities, evidence, cause);
    }

    Signal signal() {
        return new Signal(
                kind + ":" + subject + ":" + since + ":" + seen + ":" + state,
                kind,
                Signal.DEFAULT_SCOPE,
                subject,
                flow,
                "test",
                state,
                minute(since),
                minute(seen),
                minute(seen),
                score,
                kind + " at " + subject + ", seen in minute " + seen,
                null,
                null,
                money,
                customers,
                entities,
                evidence,
                expected,
                null);
    }
}
