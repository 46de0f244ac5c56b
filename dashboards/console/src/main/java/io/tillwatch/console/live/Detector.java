package io.tillwatch.console.live;

import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Instant;
import java.util.List;

/**
 * A rule or model that gives signals, and what people said of incidents of its kinds.
 *
 * @param kinds what it speaks of
 * @param signals given since the topics begin; each counts once
 * @param firing conditions that hold now by its last word
 * @param models ids of the models that had a part, the newest last, bounded
 * @param incidents incidents of its kinds, open and resolved
 * @param falseAlarms of those, how many people called a false alarm
 */
public record Detector(
        String id,
        List<IncidentKind> kinds,
        long signals,
        long firing,
        Instant lastSpoke,
        List<String> models,
        long incidents,
        long falseAlarms) {}
