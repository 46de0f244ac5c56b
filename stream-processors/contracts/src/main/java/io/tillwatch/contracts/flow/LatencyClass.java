package io.tillwatch.contracts.flow;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How fast a flow is meant to be. */
public enum LatencyClass {
    @JsonProperty("realtime")
    REALTIME,
    @JsonProperty("near")
    NEAR,
    @JsonProperty("batch")
    BATCH
}
