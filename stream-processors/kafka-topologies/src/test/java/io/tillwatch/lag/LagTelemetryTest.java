package io.tillwatch.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.integration.QueueSampled;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.FlowStatus;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class LagTelemetryTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String PAGE = """
            flows:
              - id: pos-sales
                name: Tills
                owner: stores
                tier: 1
                latency: realtime
                topics: [retail.sales]
                groups: ["bi-*"]
                rto: PT1H
                rpo: PT0S
                fallback: Tills sell offline
                escalation: oncall
                runbook: docs
            """;

    private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    private final LagTelemetry telemetry = new LagTelemetry(
            FlowCatalogue.load(new ByteArrayInputStream(PAGE.getBytes(StandardCharsets.UTF_8))), sent::add);

    @Test
    void a_group_that_carries_a_flow_is_a_queue_in_front_of_it_told_once_a_minute() {
        // Given a group of the entry, one that is not, and another topic; looked at each ten seconds of two minutes
        for (int second = 0; second < 120; second += 10) {
            telemetry.accept(List.of(
                    lag("bi-nightly", "retail.sales", second, 40, 30),
                    lag("other", "retail.sales", second, 40, 30),
                    lag("bi-nightly", "retail.stock", second, 40, 30)));
        }

        // Then
        assertThat(sent).hasSize(2);
        ProducerRecord<byte[], byte[]> first = sent.get(0);
        Event<?> event = EventCodec.decode(TopicNames.TELEMETRY, first.headers(), first.value());
        assertThat(event.envelope().flowId()).isEqualTo("pos-sales");
        assertThat(event.data()).isEqualTo(new QueueSampled("bi-nightly/retail.sales", 40, NOON.minusSeconds(30)));
    }

    @Test
    void a_level_group_has_no_oldest_record() {
        telemetry.accept(List.of(lag("bi-nightly", "retail.sales", 0, 0, 0)));

        ProducerRecord<byte[], byte[]> record = sent.get(0);
        assertThat(EventCodec.decode(TopicNames.TELEMETRY, record.headers(), record.value())
                        .data())
                .isEqualTo(new QueueSampled("bi-nightly/retail.sales", 0, null));
    }

    private static GroupLag lag(String group, String topic, int second, long records, long ageSeconds) {
        return new GroupLag(
                group,
                topic,
                NOON.plusSeconds(second),
                FlowStatus.OK,
                "",
                records,
                Duration.ofSeconds(ageSeconds),
                false,
                0,
                0);
    }
}
