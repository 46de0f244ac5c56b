package io.tillwatch.orders;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.streams.StreamsConfiguration;
import io.tillwatch.streams.TopologyRuntime;

/** Starts the watch over the deadlines of orders. */
public final class OrdersService {
    private OrdersService() {}

    public static TopologyRuntime start(WorldClock clock, FlowCatalogue flows, StreamsConfiguration configuration) {
        return TopologyRuntime.start(OrdersTopology.APPLICATION_ID, OrdersTopology.build(clock, flows), configuration);
    }
}
