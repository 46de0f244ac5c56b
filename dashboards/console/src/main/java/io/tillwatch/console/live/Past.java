package io.tillwatch.console.live;

import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What became of incidents like this one, and from that, when it may be over. Nothing is fitted: the forecast is how long
 * those lasted that lasted as long as this one has by now.
 */
final class Past {
    /** A quantile of fewer says nothing. */
    private static final int ENOUGH = 5;

    private static final int SHOWN = 5;
    private static final int HALF = 50;
    private static final int MOST = 90;

    /** As alerting writes them. */
    private static final String FALSE_ALARM = "false";

    private static final String MERGED = "merged into ";
    private static final String JOINED = "joinedInto";

    private Past() {}

    static PastView of(Incident incident, Collection<Incident> all, Instant now) {
        List<Incident> alike = all.stream()
                .filter(other -> !other.id().equals(incident.id()) && other.kind() == incident.kind())
                .filter(Past::endedByItself)
                .sorted(Comparator.comparing((Incident other) -> !other.flow().equals(incident.flow()))
                        .thenComparing(Comparator.comparing(Past::end).reversed()))
                .toList();
        return new PastView(
                alike.stream().limit(SHOWN).map(Past::earlier).toList(),
                incident.status() == Status.RESOLVED ? null : forecast(incident, alike, now));
    }

    /** A false alarm and a part of another incident say nothing of how long trouble lasts. */
    private static boolean endedByItself(Incident other) {
        String verdict = other.verdict();
        return other.resolvedAt() != null
                && !FALSE_ALARM.equals(verdict)
                && (verdict == null || !verdict.startsWith(MERGED))
                && !other.evidence().containsKey(JOINED);
    }

    private static Instant end(Incident other) {
        return other.resolvedAt() == null ? Instant.MAX : other.resolvedAt();
    }

    private static PastView.Earlier earlier(Incident other) {
        return new PastView.Earlier(
                other.id(),
                other.title(),
                other.flow(),
                other.startedAt(),
                end(other),
                minutes(other),
                other.verdict() == null ? "recovered" : other.verdict());
    }

    private static PastView.@Nullable Forecast forecast(Incident incident, List<Incident> alike, Instant now) {
        PastView.Forecast sameFlow =
                forecast(incident, alike, other -> other.flow().equals(incident.flow()), "on " + incident.flow(), now);
        return sameFlow != null ? sameFlow : forecast(incident, alike, other -> true, "on all flows", now);
    }

    private static PastView.@Nullable Forecast forecast(
            Incident incident, List<Incident> alike, Predicate<Incident> which, String where, Instant now) {
        long lasted = Math.max(0, Duration.between(incident.startedAt(), now).toMinutes());
        List<Long> durations = alike.stream().filter(which).map(Past::minutes).toList();
        List<Long> longer =
                durations.stream().filter(minutes -> minutes >= lasted).sorted().toList();
        if (longer.size() < ENOUGH) {
            return null;
        }
        long half = quantile(longer, HALF);
        long most = quantile(longer, MOST);
        return new PastView.Forecast(
                longer.size(),
                half,
                most,
                incident.startedAt().plus(Duration.ofMinutes(half)),
                incident.startedAt().plus(Duration.ofMinutes(most)),
                "Of " + durations.size() + " earlier " + incident.kind() + " " + where + ", " + longer.size()
                        + " lasted " + lasted + " min or longer; half of these were over after " + half
                        + " min, nine in ten after " + most + " min.");
    }

    /** Nearest rank: a duration that there was. */
    private static long quantile(List<Long> sorted, int percent) {
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.get(rank - 1);
    }

    private static long minutes(Incident other) {
        return Math.max(0, Duration.between(other.startedAt(), end(other)).toMinutes());
    }
}
