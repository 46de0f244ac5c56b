package io.tillwatch.detection;

import io.tillwatch.contracts.integration.CalendarAnnounced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps every calendar entry where each task can read it. */
final class CalendarProcessor extends ContextualProcessor<String, @Nullable CalendarAnnounced, Void, Void> {
    @Override
    public void process(Record<String, @Nullable CalendarAnnounced> record) {
        CalendarAnnounced entry = record.value();
        if (entry != null) {
            KeyValueStore<String, CalendarAnnounced> calendar = context().getStateStore(DemandProcessor.CALENDAR);
            calendar.put(entry.entry(), entry);
        }
    }
}
