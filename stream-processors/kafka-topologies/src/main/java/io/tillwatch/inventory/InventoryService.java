package io.tillwatch.inventory;

import com.datadoghq.sketch.ddsketch.DDSketch;
import io.tillwatch.contracts.watch.LagQuantiles;
import io.tillwatch.streams.Sketches;
import io.tillwatch.streams.StreamsConfiguration;
import io.tillwatch.streams.TopologyRuntime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The running inventory. Thread-safe. */
public final class InventoryService implements AutoCloseable {
    private final TopologyRuntime runtime;
    private final StockView view;
    private final DDSketch latencies;

    private InventoryService(TopologyRuntime runtime, StockView view, DDSketch latencies) {
        this.runtime = runtime;
        this.view = view;
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
        return new InventoryService(runtime, new StreamsStockView(runtime.streams(), config.clock()), latencies);
    }

    /** Point reads of positions. */
    public StockView view() {
        return view;
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
        runtime.close();
    }
}
