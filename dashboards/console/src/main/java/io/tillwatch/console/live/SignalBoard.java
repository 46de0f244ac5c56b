package io.tillwatch.console.live;

import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The newest signals, who gave them, and the clusters of failures among them. Not thread-safe. */
final class SignalBoard {
    private static final int SIGNALS = 300;
    private static final int KNOWN = 5_000;
    private static final int DETECTORS = 200;
    private static final int FIRING = 1_000;
    private static final int MODELS = 20;
    private static final int CLUSTERS = 300;
    private static final int TREND = 60;

    private final Deque<Signal> newest = new ArrayDeque<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, Talk> talks = new LinkedHashMap<>();
    private final Map<String, ExceptionCluster> clusters = new LinkedHashMap<>();

    /** What one detector said. */
    private static final class Talk {
        private final Set<IncidentKind> kinds = EnumSet.noneOf(IncidentKind.class);
        private final Set<String> firing = new HashSet<>();
        private final Set<String> models = new LinkedHashSet<>();
        private long signals;
        private Instant last = Instant.EPOCH;
    }

    /** Whether it was not known yet. */
    boolean apply(Signal signal) {
        if (!known.add(signal.id())) {
            return false;
        }
        removeFirstBeyond(known, KNOWN);
        newest.addFirst(signal);
        if (newest.size() > SIGNALS) {
            newest.removeLast();
        }
        if (talks.containsKey(signal.detector()) || talks.size() < DETECTORS) {
            heard(talks.computeIfAbsent(signal.detector(), detector -> new Talk()), signal);
        }
        if (signal.kind() == IncidentKind.EXCEPTION_NEW && signal.state() == Signal.State.FIRING) {
            clustered(signal);
        }
        return true;
    }

    private static void heard(Talk talk, Signal signal) {
        talk.signals++;
        talk.kinds.add(signal.kind());
        if (signal.detectedAt().isAfter(talk.last)) {
            talk.last = signal.detectedAt();
        }
        String condition = signal.kind() + "|" + signal.flow() + "|" + signal.subject();
        if (signal.state() == Signal.State.RECOVERED) {
            talk.firing.remove(condition);
        } else if (talk.firing.size() < FIRING) {
            talk.firing.add(condition);
        }
        String model = signal.model();
        // A cluster's own id is no model.
        if (model != null && !model.equals(signal.subject())) {
            talk.models.remove(model);
            talk.models.add(model);
            removeFirstBeyond(talk.models, MODELS);
        }
    }

    private void clustered(Signal signal) {
        ExceptionCluster before = clusters.remove(signal.subject());
        List<ExceptionCluster.Point> trend = new ArrayList<>(before == null ? List.of() : before.trend());
        Double actual = signal.actual();
        long count = actual == null ? (before == null ? 1 : before.count() + 1) : Math.round(actual);
        trend.add(new ExceptionCluster.Point(signal.seenAt(), count));
        clusters.put(
                signal.subject(),
                new ExceptionCluster(
                        signal.subject(),
                        signal.evidence().getOrDefault("template", signal.summary()),
                        signal.evidence().getOrDefault("type", ""),
                        signal.evidence().getOrDefault("service", ""),
                        signal.flow(),
                        count,
                        signal.startedAt(),
                        signal.seenAt(),
                        List.copyOf(trend.subList(Math.max(0, trend.size() - TREND), trend.size()))));
        removeFirstBeyond(clusters.keySet(), CLUSTERS);
    }

    private static void removeFirstBeyond(Set<String> keys, int limit) {
        if (keys.size() > limit) {
            keys.remove(keys.iterator().next());
        }
    }

    /** Newest first. */
    List<Signal> newest() {
        return List.copyOf(newest);
    }

    /** The last seen first. */
    List<ExceptionCluster> clusters() {
        return clusters.values().stream()
                .sorted(Comparator.comparing(ExceptionCluster::lastSeen)
                        .reversed()
                        .thenComparing(ExceptionCluster::id))
                .toList();
    }

    /** By name; incidents and false alarms are counted over those given. */
    List<Detector> detectors(IncidentBox incidents) {
        return talks.entrySet().stream()
                .map(entry -> {
                    Talk talk = entry.getValue();
                    return new Detector(
                            entry.getKey(),
                            List.copyOf(talk.kinds),
                            talk.signals,
                            talk.firing.size(),
                            talk.last,
                            List.copyOf(talk.models),
                            incidents.count(talk.kinds),
                            incidents.falseAlarms(talk.kinds));
                })
                .sorted(Comparator.comparing(Detector::id))
                .toList();
    }
}
