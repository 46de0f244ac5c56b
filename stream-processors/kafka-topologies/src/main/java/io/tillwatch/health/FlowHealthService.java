package io.tillwatch.health;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.streams.StreamsConfiguration;
import io.tillwatch.streams.TopologyRuntime;

/** Starts the watch over the flows. */
public final class FlowHealthService {
    private static final int PARTITIONS = 2;

    private FlowHealthService() {}

    public static TopologyRuntime start(WorldClock clock, FlowCatalogue flows, StreamsConfiguration configuration) {
        return TopologyRuntime.start(
                FlowHealthTopology.APPLICATION_ID, FlowHealthTopology.build(clock, flows, PARTITIONS), configuration);
    }
}
