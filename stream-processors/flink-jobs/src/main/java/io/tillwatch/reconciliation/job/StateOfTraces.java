package io.tillwatch.reconciliation.job;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.reconciliation.Reconciler;
import io.tillwatch.reconciliation.Trace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.state.MapState;

/** Traces in the state of the current key, as JSON by id. */
final class StateOfTraces implements Reconciler.Keeper {
    private final MapState<String, String> state;

    StateOfTraces(MapState<String, String> state) {
        this.state = state;
    }

    /** The oldest first, as they are forgotten. */
    static List<Trace> read(MapState<String, String> state) throws Exception {
        List<Trace> traces = new ArrayList<>();
        for (String json : state.values()) {
            traces.add(Json.read(json.getBytes(StandardCharsets.UTF_8), Trace.class));
        }
        traces.sort(Comparator.comparing(Trace::at).thenComparing(Trace::id));
        return traces;
    }

    @Override
    public void keep(Trace trace) {
        try {
            state.put(trace.id(), new String(Json.bytes(trace), StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new IllegalStateException("the state of traces cannot be written", e);
        }
    }

    @Override
    public void forget(String id) {
        try {
            state.remove(id);
        } catch (Exception e) {
            throw new IllegalStateException("the state of traces cannot be written", e);
        }
    }
}
