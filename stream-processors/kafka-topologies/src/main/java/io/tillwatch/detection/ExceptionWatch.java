package io.tillwatch.detection;

import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.models.exceptions.Assignment;
import io.tillwatch.models.exceptions.ExceptionClusterer;
import io.tillwatch.models.exceptions.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells of failures that were never seen before and come again. Not thread-safe. */
final class ExceptionWatch {
    private static final long LEAST_SEEN = 3;
    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final Duration STILL_NEW = Duration.ofMinutes(30);
    /** How rarely a failure that comes at a steady rate may pass for a new one. */
    private static final double CHANCE = 1e-4;

    private final ExceptionClusterer clusterer;
    private final Duration warmUp;
    /** Template to the minute in which it was told last: a storm of failures is not a storm of signals. */
    private final Map<String, Long> told = new HashMap<>();

    private @Nullable Instant began;

    ExceptionWatch(ExceptionClusterer clusterer, Duration warmUp) {
        this.clusterer = clusterer;
        this.warmUp = warmUp;
        clusterer.templates().stream()
                .map(Assignment::firstSeen)
                .min(Instant::compareTo)
                .ifPresent(first -> began = first);
    }

    byte[] snapshot() {
        return clusterer.snapshot();
    }

    Optional<Signal> failed(Failed failed, Instant now) {
        if (began == null) {
            began = failed.at();
        }
        Assignment cluster = clusterer.assign(
                new Failure(failed.exception().message(), failed.exception().exceptionType(), List.of(), failed.at()));
        boolean learning = cluster.firstSeen().isBefore(began.plus(warmUp));
        boolean fresh = cluster.firstSeen().plus(STILL_NEW).isAfter(failed.at())
                && chance(began, cluster, failed.at()) < CHANCE;
        if (learning || cluster.count() < LEAST_SEEN || !(fresh || told.containsKey(cluster.templateId()))) {
            return Optional.empty();
        }
        long minute = Math.floorDiv(failed.at().getEpochSecond(), SECONDS_OF_A_MINUTE);
        Long before = told.put(cluster.templateId(), minute);
        if (before != null && before == minute) {
            return Optional.empty();
        }
        return Optional.of(signal(failed, cluster, now));
    }

    /**
     * How likely all that came of a failure came after its first only by chance, though it comes at a steady rate since
     * we began: given their number, the moments of a Poisson process lie evenly in the time. A rare failure that the
     * first hours did not show is no news.
     */
    private static double chance(Instant began, Assignment cluster, Instant at) {
        long since = 1 + Duration.between(cluster.firstSeen(), at).toSeconds();
        long all = since + Duration.between(began, cluster.firstSeen()).toSeconds();
        return Math.pow(Math.min(1, (double) since / all), (double) cluster.count());
    }

    private static Signal signal(Failed failed, Assignment cluster, Instant now) {
        return new Signal(
                "exception-new:" + cluster.templateId() + ":" + cluster.count(),
                IncidentKind.EXCEPTION_NEW,
                Signal.DEFAULT_SCOPE,
                cluster.templateId(),
                failed.flow(),
                "detection/exceptions",
                Signal.State.FIRING,
                cluster.firstSeen(),
                failed.at(),
                now,
                0.5,
                "A failure never seen before came " + cluster.count() + " times from "
                        + failed.exception().service() + ": " + cluster.template(),
                (double) cluster.count(),
                0.0,
                null,
                0,
                List.of(failed.exception().service()),
                Map.of(
                        "template", cluster.template(),
                        "service", failed.exception().service(),
                        "type", failed.exception().exceptionType()),
                null,
                cluster.templateId());
    }
}
