package io.tillwatch.detection;

import io.tillwatch.streams.StreamsConfiguration;
import io.tillwatch.streams.TopologyRuntime;

/** Starts detection. */
public final class DetectionService {
    private DetectionService() {}

    public static TopologyRuntime start(DetectionConfig config, StreamsConfiguration configuration) {
        return TopologyRuntime.start(DetectionTopology.APPLICATION_ID, DetectionTopology.build(config), configuration);
    }
}
