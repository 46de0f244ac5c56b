package io.tillwatch.inventory;

import com.datadoghq.sketch.ddsketch.DDSketch;
import io.tillwatch.contracts.watch.LagQuantiles;
import io.tillwatch.streams.Sketches;
import io.tillwatch.streams.StreamsConfiguration;
import io.tillwatch.streams.TopologyRuntime;
import java.time.Duration;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** The running inventory. Thread-safe. */
public final class InventoryService implements AutoCloseable {
    private final TopologyRuntime runtime;
    private final StockView view;
    private final @Nullable StandbyLag lag;
    private final DDSketch latencies;

    private InventoryService(TopologyRuntime runtime, StockView view, @Nullable StandbyLag lag, DDSketch latencies) {
        this.runtime = runtime;
        this.view = view;
        this.lag = lag;
        this.latencies = latencies;
    }

    public static InventoryService start(InventoryConfig config, StreamsConfiguration configuration) {
        DDSketch latencies = Sketches.create();
        TopologyRuntime runtime = TopologyRuntime.start(
                InventoryTopology.APPLICATION_ID,
                InventoryTopology.build(config, took -> {
                    synchronized (latencies) {
                        latencies.accept(Math.max(0.001, took));
                    }
                }),
                configuration);
        StreamsConfiguration.Instances instances = configuration.instances();
        HostInfo self = instances.advertisedAddress() == null
                ? null
                : HostInfo.buildFromEndpoint(instances.advertisedAddress());
        StandbyLag lag = self == null
                ? null
                : StandbyLag.watch(
                        runtime.streams(), configuration.clientProperties(), InventoryTopology.APPLICATION_ID);
        LedgerStores stores = new LedgerStores(runtime.streams(), self);
        StockView view = new RoutedStockView(
                new StreamsStockView(stores, lag, config.clock()),
                stores,
                self,
                new Peers(),
                config.clock(),
                config.horizon());
        return new InventoryService(runtime, view, lag, latencies);
    }

    /** Point reads of positions, wherever they stand. */
    public StockView view() {
        return view;
    }

    /** Forgets how long it took so far: what stood in the log before a day begins says nothing of the day. */
    public void measureAnew() {
        synchronized (latencies) {
            latencies.clear();
        }
    }

    /** From the log's append to the position, in real milliseconds. */
    public LagQuantiles eventToPosition() {
        synchronized (latencies) {
            return Sketches.quantiles(latencies);
        }
    }

    public boolean awaitRunning(Duration atMost) throws InterruptedException {
        return runtime.awaitRunning(atMost);
    }

    /** Null when all is well, else why not, in one line. */
    public @Nullable String problem() {
        return runtime.problem();
    }

    @Override
    public void close() {
        if (lag != null) {
            lag.close();
        }
        runtime.close();
    }
}
