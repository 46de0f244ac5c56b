package io.tillwatch.health;

import com.datadoghq.sketch.ddsketch.DDSketch;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.streams.Sketches;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was added up of one flow since its last sample was taken. What every event touches are fields and not entries of
 * a map. One thread at a time; taken once.
 */
final class OpenSample {
    private static final double LEAST_LAG = 0.001;

    private final double within;
    private long events;
    private long inTime;
    private final DDSketch offline = Sketches.create();
    private final DDSketch transport = Sketches.create();
    private final DDSketch ours = Sketches.create();

    final Map<String, Tally> tallies = new TreeMap<>();
    final Map<String, NodeReport> nodes = new TreeMap<>();
    final Map<String, long[]> accounts = new TreeMap<>();
    final Map<String, Pulse> pulses = new TreeMap<>();
    final Map<String, Expiry> expiries = new TreeMap<>();
    final Map<String, KnownCause> causes = new TreeMap<>();

    /** @param within milliseconds in which the flow's first objective wants an event here; infinite without one */
    OpenSample(double within) {
        this.within = within;
    }

    /**
     * Adds an event.
     *
     * @param appended when it reached the log, world time
     * @param oursMillis from append to here, real milliseconds
     * @return whether it came within the flow's first objective
     */
    boolean passed(Envelope envelope, Instant appended, double oursMillis) {
        Instant occurred = envelope.occurredAt();
        Instant recorded = envelope.recordedTime() == null ? occurred : envelope.recordedTime();
        add(offline, Span.millis(occurred, recorded));
        add(transport, Span.millis(recorded, appended));
        add(ours, oursMillis);
        boolean punctual = Span.millis(occurred, appended) <= within;
        events++;
        inTime += punctual ? 1 : 0;
        return punctual;
    }

    /** A clock that is ahead makes a lag negative; the skew is told elsewhere, here it counts as none. */
    private static void add(DDSketch lags, double millis) {
        lags.accept(Math.max(LEAST_LAG, millis));
    }

    FlowSample taken(String flow, Instant minute) {
        return new FlowSample(flow, minute, events, inTime, lags(), tallies, nodes, accounts, pulses, expiries, causes);
    }

    private Map<String, String> lags() {
        Map<String, String> lags = new TreeMap<>();
        if (events > 0) {
            lags.put(FlowSample.OFFLINE, LagSketch.encode(offline));
            lags.put(FlowSample.TRANSPORT, LagSketch.encode(transport));
            lags.put(FlowSample.OURS, LagSketch.encode(ours));
        }
        return lags;
    }
}
