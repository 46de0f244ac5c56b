package io.tillwatch.orders;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The deadlines of orders without an engine, for tests that play a world to them. One thread. */
public final class OrderWatch {
    private final OrderTracker tracker;
    private final Map<String, StuckBoard> boards = new TreeMap<>();

    public OrderWatch(FlowCatalogue flows) {
        tracker = new OrderTracker(Deadlines.of(flows));
    }

    public void see(Event<?> event) {
        EventType type = EventType.named(event.envelope().type());
        if (type.topicName().equals(TopicNames.ORDERS)) {
            tracker.take(event.envelope(), type, event.data(), (order, open) -> {}, this::change);
        }
    }

    public List<Signal> judge(Instant now) {
        tracker.due(now, (order, open) -> {}, this::change);
        List<Signal> signals = new ArrayList<>();
        boards.replaceAll((place, board) -> {
            Signal signal = board.signal(now);
            if (signal == null) {
                return board;
            }
            signals.add(signal);
            return board.told(now);
        });
        return signals;
    }

    private void change(StuckChange change) {
        boards.put(
                change.place(),
                boards.getOrDefault(change.place(), StuckBoard.of(change)).plus(change));
    }
}
