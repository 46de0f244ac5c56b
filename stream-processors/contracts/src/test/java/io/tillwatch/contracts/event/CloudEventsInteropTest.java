package io.tillwatch.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.tillwatch.contracts.retail.SessionOpened;
import io.tillwatch.contracts.topic.TopicNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CloudEvents SDK reads what we write, and we read what it writes. */
final class CloudEventsInteropTest {
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-10-25T02:30:00.123456+02:00");

    @Test
    void sdk_reads_our_record() {
        // Given
        Envelope envelope = Envelope.of("/pos/store-1/till-2", "e-1", EventType.SESSION_OPENED, "S/1", TIME)
                .recordedAt(TIME.toInstant().plusSeconds(90))
                .sequenced(17, "b")
                .inFlow("pos-sales")
                .correcting(new EventRef("/pos/store-1/till-2", "e-0"));
        ProducerRecord<String, byte[]> ours = EventCodec.encode(
                new Event<>(envelope, new SessionOpened("S/1", "store-1", "till-2")), "store-1", 1_000L);

        // When
        CloudEvent theirs =
                KafkaMessageFactory.createReader(ours.headers(), ours.value()).toEvent();

        // Then
        assertThat(theirs.getId()).isEqualTo("e-1");
        assertThat(theirs.getSource()).isEqualTo(URI.create("/pos/store-1/till-2"));
        assertThat(theirs.getType()).isEqualTo("retail.session.opened.v1");
        assertThat(theirs.getSubject()).isEqualTo("S/1");
        assertThat(theirs.getTime()).isEqualTo(TIME);
        assertThat(theirs.getDataContentType()).isEqualTo("application/json");
        assertThat(theirs.getExtension("sequence")).isEqualTo("17");
        assertThat(theirs.getExtension("flowid")).isEqualTo("pos-sales");
        assertThat(theirs.getExtension("corrects")).isEqualTo("/pos/store-1/till-2#e-0");
        assertThat(Objects.requireNonNull(theirs.getData()).toBytes()).isEqualTo(ours.value());
    }

    @Test
    void we_read_the_record_of_the_sdk() {
        // Given
        CloudEvent theirs = CloudEventBuilder.v1()
                .withId("e-1")
                .withSource(URI.create("/pos/store-1/till-2"))
                .withType("retail.session.opened.v1")
                .withSubject("S/1")
                .withTime(TIME)
                .withExtension("sequence", 17)
                .withExtension("sourceepoch", "b")
                .withExtension("recordedtime", TIME)
                .withExtension("attempt", 2)
                .withData(
                        "application/json",
                        "{\"session\":\"S/1\",\"location\":\"store-1\",\"till\":\"till-2\"}"
                                .getBytes(StandardCharsets.UTF_8))
                .build();
        ProducerRecord<String, byte[]> record = KafkaMessageFactory.createWriter(
                        TopicNames.SALES, null, null, "store-1")
                .writeBinary(theirs);

        // When
        Event<?> ours = EventCodec.decode(record.topic(), record.headers(), record.value());

        // Then
        assertThat(ours.envelope())
                .isEqualTo(Envelope.of("/pos/store-1/till-2", "e-1", EventType.SESSION_OPENED, "S/1", TIME)
                        .recordedAt(TIME.toInstant())
                        .sequenced(17, "b")
                        .attempt(2));
        assertThat(ours.data()).isEqualTo(new SessionOpened("S/1", "store-1", "till-2"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void an_event_survives_the_way_through_the_sdk(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            // Given
            Envelope envelope = EnvelopeHeadersTest.random(random);
            ProducerRecord<String, byte[]> sent = new ProducerRecord<>("any", new byte[] {'{', '}'});
            EnvelopeHeaders.write(envelope, sent.headers());

            // When
            CloudEvent theirs = KafkaMessageFactory.createReader(sent.headers(), sent.value())
                    .toEvent();
            ProducerRecord<String, byte[]> again =
                    KafkaMessageFactory.createWriter("any", null, "key").writeBinary(theirs);

            // Then
            assertThat(EnvelopeHeaders.read(again.headers())).isEqualTo(envelope);
        }
    }
}
