package io.tillwatch.detection;

import io.tillwatch.contracts.integration.CalendarAnnounced;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads calendar entries; one that cannot be read explains nothing here, and flow health puts it aside. */
final class LenientCalendar {
    private static final Logger LOG = LoggerFactory.getLogger(LenientCalendar.class);

    private LenientCalendar() {}

    @SuppressWarnings("NullAway") // Kafka's interfaces are not annotated; null in, null out is their contract
    static Serde<CalendarAnnounced> serde() {
        return Serdes.serdeFrom((topic, value) -> value == null ? null : Json.bytes(value), (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            try {
                return Json.mapper().readValue(bytes, CalendarAnnounced.class);
            } catch (IOException e) {
                LOG.info("a calendar entry on {} cannot be read and is left to the quarantine", topic);
                return null;
            }
        });
    }
}
