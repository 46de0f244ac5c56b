package io.tillwatch.confidence;

import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.streams.StreamsConfiguration;
import io.tillwatch.streams.TopologyRuntime;

/** Starts the watch over what locations say. */
public final class ConfidenceService {
    private ConfidenceService() {}

    public static TopologyRuntime start(WorldClock clock, StreamsConfiguration configuration) {
        return TopologyRuntime.start(ConfidenceTopology.APPLICATION_ID, ConfidenceTopology.build(clock), configuration);
    }
}
