package io.tillwatch.notify;

import io.tillwatch.contracts.watch.Incident.Status;
import io.tillwatch.contracts.watch.Notification;
import io.tillwatch.contracts.watch.Notification.Facts;
import io.tillwatch.contracts.watch.Notification.What;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The words that people read, from stored facts only. Thread-safe.
 *
 * @param console where links lead; null writes none
 * @param clock real time, for channels that stamp what they send
 */
record Wording(@Nullable URI console, InstantSource clock) {
    Instant now() {
        return clock.instant();
    }

    /** One line. */
    String headline(Notification one) {
        Facts facts = one.facts();
        if (facts == null) {
            return one.heldCount() + " messages held back: "
                    + one.held().stream()
                            .filter(each -> each.status() != Status.RESOLVED)
                            .count()
                    + " of the incidents named here are open";
        }
        String line = "P" + facts.priority() + " " + facts.kind() + ": " + facts.title();
        Instant end = facts.resolvedAt();
        return switch (one.what()) {
            case RAISED -> "more urgent (was P" + one.priorityBefore() + "): " + line;
            case RESOLVED ->
                "over" + (end == null ? "" : " after " + span(Duration.between(facts.startedAt(), end))) + ": " + line;
            case OPENED, DIGEST -> line;
        };
    }

    /** What there is to say of it, a fact a line. */
    List<String> lines(Notification one) {
        Facts facts = one.facts();
        if (facts == null) {
            return one.held().stream().map(this::entry).toList();
        }
        List<String> lines = new ArrayList<>();
        lines.add("Flow " + facts.flow() + ", " + facts.subject() + ", since " + facts.startedAt());
        if (facts.moneyAtRisk() != null) {
            lines.add("Money at risk: " + facts.moneyAtRisk());
        }
        if (facts.customers() > 0) {
            lines.add("Customers: " + facts.customers());
        }
        if (facts.likelyCause() != null) {
            lines.add("Likely cause: " + facts.likelyCause());
        }
        if (one.what() != What.RESOLVED) {
            lines.add("Next: " + facts.action());
        }
        lines.add("Owner: " + facts.owner() + ", then " + facts.escalation());
        lines.add("Runbook: " + facts.runbook());
        String link = link(facts);
        if (link != null) {
            lines.add(link);
        }
        return lines;
    }

    private String entry(Facts facts) {
        String link = link(facts);
        return "P" + facts.priority() + " " + facts.kind() + ": " + facts.title()
                + (facts.status() == Status.RESOLVED ? " (over)" : "") + (link == null ? "" : " " + link);
    }

    /** Where the incident stands in the console; null when nobody said where that is. */
    @Nullable
    String link(@Nullable Facts facts) {
        if (console == null || facts == null) {
            return null;
        }
        String base = console.toString();
        return (base.endsWith("/") ? base : base + '/') + "incidents/" + facts.incident();
    }

    static String severity(int priority) {
        return priority <= 2 ? "critical" : priority == 3 ? "warning" : "info";
    }

    static String word(Notification one) {
        return one.what().name().toLowerCase(Locale.ROOT);
    }

    private static String span(Duration duration) {
        long minutes = Math.max(0, duration.toMinutes());
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
