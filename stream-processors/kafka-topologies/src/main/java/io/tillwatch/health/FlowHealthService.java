package io.tillwatch.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.streams.StreamsConfiguration;
import io.tillwatch.streams.TopologyRuntime;

/** Starts the watch over the flows. */
public final class FlowHealthService {
    private static final int PARTITIONS = 2;

    private FlowHealthService() {}

    /** @param registry counts what passes */
    public static TopologyRuntime start(
            WorldClock clock, FlowCatalogue flows, StreamsConfiguration configuration, MeterRegistry registry) {
        return TopologyRuntime.start(
                FlowHealthTopology.APPLICATION_ID,
                FlowHealthTopology.build(clock, flows, PARTITIONS, registry),
                configuration);
    }
}
