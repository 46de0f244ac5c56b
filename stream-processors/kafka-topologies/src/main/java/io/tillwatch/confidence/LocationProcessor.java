package io.tillwatch.confidence;

import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.watch.LocationConfidence;
import io.tillwatch.state.KeptMap;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Judges all locations together, since the pace of one leans on that of the others, and tells a location's word when it
 * changed: at once when it falls silent or is heard again, else at most once a world minute. A silence that only grows
 * longer is not told again.
 */
final class LocationProcessor implements Processor<String, LocationPulse, String, LocationConfidence> {
    static final String PULSES = "location-pulses";

    private static final Duration JUDGE_EVERY = Duration.ofMillis(500);
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);
    /** In a world that runs fast, a minute is less than anybody can follow. */
    private static final Duration LEAST_REAL = Duration.ofSeconds(2);

    private final WorldClock clock;
    private final Map<String, LocationConfidence> told = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, LocationConfidence> context;

    @SuppressWarnings("NullAway.Init") // as above
    private KeptMap<LocationPulse> pulses;

    LocationProcessor(WorldClock clock) {
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<String, LocationConfidence> processorContext) {
        context = processorContext;
        pulses = new KeptMap<>(context.getStateStore(PULSES));
        context.schedule(JUDGE_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> judge());
    }

    @Override
    public void process(Record<String, LocationPulse> record) {
        LocationPulse pulse = pulses.getOrDefault(record.key(), LocationPulse.none(record.key()))
                .plus(record.value())
                .remembering();
        pulses.put(pulse.location(), pulse);
    }

    private void judge() {
        Instant now = clock.instant();
        Pace pace = Pace.of(pulses.values());
        for (LocationPulse pulse : pulses.values()) {
            SilenceJudge.Judgement judgement = SilenceJudge.judge(pulse, pace, now);
            if (judgement == null) {
                continue;
            }
            if (!judgement.pulse().equals(pulse)) {
                pulses.put(pulse.location(), judgement.pulse());
            }
            LocationConfidence word = judgement.word();
            if (worthTelling(told.get(pulse.location()), word)) {
                told.put(pulse.location(), word);
                context.forward(new Record<>(pulse.location(), word, now.toEpochMilli()));
            }
        }
    }

    private boolean worthTelling(@Nullable LocationConfidence before, LocationConfidence word) {
        if (before == null
                || !Objects.equals(before.silentSince(), word.silentSince())
                || !Objects.equals(before.silentUntil(), word.silentUntil())) {
            return true;
        }
        boolean heard = !before.lastArrivalAt().equals(word.lastArrivalAt())
                || !Objects.equals(before.lastHeartbeatAt(), word.lastHeartbeatAt());
        Duration least = clock.toWorld(LEAST_REAL);
        Duration every = least.compareTo(TELL_EVERY) > 0 ? least : TELL_EVERY;
        return heard && !word.at().isBefore(before.at().plus(every));
    }
}
