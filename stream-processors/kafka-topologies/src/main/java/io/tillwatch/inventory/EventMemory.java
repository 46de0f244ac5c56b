package io.tillwatch.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.state.PackedState;
import io.tillwatch.state.Retention;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * How long an event's identity is known: three horizons after it occurred. Delivered again later, the horizon keeps it
 * out, whether it is known or not; a correction of it finds nothing any more. One thread at a time.
 */
final class EventMemory implements Retention {
    private static final int HORIZONS = 3;
    /** A sweep as often as this within a horizon: what is forgotten is that much overdue at most. */
    private static final int SWEEPS = 5;

    private static final byte[] LAST_SWEEP = (LedgerKeys.SWEPT + "events").getBytes(UTF_8);

    private final PackedState store;
    private final Duration horizon;
    private final WorldClock clock;

    EventMemory(PackedState store, Duration horizon, WorldClock clock) {
        this.store = store;
        this.horizon = horizon;
        this.clock = clock;
    }

    @Override
    public boolean keeps(byte[] key, byte[] value) {
        return key[0] != LedgerKeys.EVENT
                || PackedEventIndex.decode(value).day()
                        >= Intake.day(clock.instant().minus(horizon.multipliedBy(HORIZONS)));
    }

    /** Asks for a sweep when the last one is long ago. To be called now and then. */
    void look() {
        Instant now = clock.instant();
        byte[] last = store.current(LAST_SWEEP);
        if (last == null
                || !Instant.ofEpochMilli(ByteBuffer.wrap(last).getLong())
                        .plus(horizon.dividedBy(SWEEPS))
                        .isAfter(now)) {
            if (last != null) {
                store.sweep();
            }
            store.put(
                    LAST_SWEEP,
                    ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array());
        }
    }
}
