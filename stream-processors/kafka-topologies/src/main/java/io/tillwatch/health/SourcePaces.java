package io.tillwatch.health;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.trend.HourShape;
import io.tillwatch.trend.RateProfile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Learns how much each source of a flow says in each hour of its local week, and the flow as a whole. Nothing is learned
 * from what came late, from times that the calendar says are unlike others, and from outages. Two kilobytes a source,
 * and no more sources than a chain has shops. One thread at a time.
 */
final class SourcePaces implements Paces {
    /** A quiet less likely than this was an outage. */
    static final double OUTAGE = 1e-4;

    private static final Duration KEEP_EVERY = Duration.ofHours(1);
    private static final int MOST = 5_000;
    /** Between the flow and its source in a key. */
    private static final String SEPARATOR = "\u0000";

    private final Map<String, RateProfile> profiles = new HashMap<>();
    private final Map<String, Instant> keptAt = new HashMap<>();

    /** Keeps what was learned over a restart. */
    @FunctionalInterface
    interface Keeper {
        void keep(String key, byte[] learned);
    }

    /** Takes up what was kept. */
    void restore(String key, byte[] learned) {
        ByteBuffer bytes = ByteBuffer.wrap(learned);
        byte[] zone = new byte[bytes.get()];
        bytes.get(zone);
        byte[] profile = new byte[bytes.remaining()];
        bytes.get(profile);
        profiles.put(
                key,
                profile(ZoneId.of(new String(zone, StandardCharsets.US_ASCII))).resume(profile));
    }

    @Override
    public @Nullable RateProfile of(String flow, String source) {
        return profiles.get(key(flow, source));
    }

    /**
     * Learns from a sample.
     *
     * @param flow its catalogue entry; null for a flow that stands in none: of that nothing is learned
     * @param causes what the calendar says
     */
    void hear(FlowSample sample, @Nullable Flow flow, Collection<KnownCause> causes, Keeper keeper) {
        if (flow == null) {
            return;
        }
        Instant newest = null;
        for (Map.Entry<String, Pulse> entry : sample.pulses().entrySet()) {
            Pulse pulse = entry.getValue();
            if (pulse.fresh() > 0) {
                Instant at = pulse.last();
                boolean usual = causes.stream().noneMatch(c -> c.isOn(at) && c.concerns(flow.id(), entry.getKey()));
                learn(key(flow.id(), entry.getKey()), at, pulse.fresh(), zone(pulse, flow), usual, keeper);
                newest = newest == null || at.isAfter(newest) ? at : newest;
            }
        }
        if (newest != null) {
            Instant at = newest;
            boolean usual = causes.stream().noneMatch(cause -> cause.isOn(at) && cause.concerns(flow.id()));
            learn(key(flow.id(), WHOLE), at, sample.events(), flow.zone(), usual, keeper);
        }
    }

    private void learn(String key, Instant at, long records, ZoneId zone, boolean usual, Keeper keeper) {
        RateProfile profile = profiles.get(key);
        if (profile == null) {
            if (profiles.size() >= MOST) {
                return;
            }
            profile = profile(zone);
            profiles.put(key, profile);
        } else if (!profile.zone().equals(zone)) {
            // It moved, or its zone was not declared and the clocks changed: its local hours are the same.
            RateProfile moved = profile(zone).resume(profile.toBytes());
            profiles.put(key, moved);
            profile = moved;
        }
        if (usual) {
            profile.arrived(at, records);
        } else {
            profile.passed(at);
        }
        Instant before = keptAt.get(key);
        if (before == null || !at.isBefore(before.plus(KEEP_EVERY))) {
            keptAt.put(key, at);
            keeper.keep(key, bytes(profile));
        }
    }

    private static RateProfile profile(ZoneId zone) {
        return new RateProfile(zone, OUTAGE, HourShape.EVERY_DAY_APART);
    }

    private static byte[] bytes(RateProfile profile) {
        byte[] zone = profile.zone().getId().getBytes(StandardCharsets.US_ASCII);
        byte[] learned = profile.toBytes();
        return ByteBuffer.allocate(1 + zone.length + learned.length)
                .put((byte) zone.length)
                .put(zone)
                .put(learned)
                .array();
    }

    /** Which of the flow's zones the source lives in is told by its clock; of a source that is alone the first is. */
    private static ZoneId zone(Pulse pulse, Flow flow) {
        if (pulse.lane() == Pulse.ALONE) {
            return flow.zone();
        }
        for (String name : flow.zones()) {
            ZoneId zone = ZoneId.of(name);
            if (zone.getRules().getOffset(pulse.last()).getTotalSeconds() == pulse.offset()) {
                return zone;
            }
        }
        return ZoneOffset.ofTotalSeconds(pulse.offset());
    }

    private static String key(String flow, String source) {
        return flow + SEPARATOR + source;
    }
}
