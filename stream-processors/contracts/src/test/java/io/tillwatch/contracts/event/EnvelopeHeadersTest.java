package io.tillwatch.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvelopeHeadersTest {
    private static final List<EventType> TYPES = List.of(EventType.values());

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void any_envelope_comes_back_equal(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            // Given
            Envelope envelope = random(random);
            RecordHeaders headers = new RecordHeaders();

            // When
            EnvelopeHeaders.write(envelope, headers);

            // Then
            assertThat(EnvelopeHeaders.read(headers)).isEqualTo(envelope);
        }
    }

    @Test
    void writing_twice_leaves_one_header_of_each_name() {
        // Given
        RecordHeaders headers = new RecordHeaders();
        Envelope envelope = random(new Random(1));

        // When
        EnvelopeHeaders.write(envelope.attempt(2), headers);
        EnvelopeHeaders.write(envelope.attempt(1), headers);

        // Then
        assertThat(headers.toArray()).extracting(header -> header.key()).doesNotHaveDuplicates();
        assertThat(EnvelopeHeaders.read(headers).attempt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_source", "ce_type", "ce_time"})
    void a_missing_required_attribute_is_named(String header) {
        // Given
        RecordHeaders headers = headers();
        headers.remove(header);

        // Then
        assertThatThrownBy(() -> EnvelopeHeaders.read(headers))
                .isInstanceOfSatisfying(
                        ContractViolation.class,
                        violation -> assertThat(violation.reason()).isEqualTo(ReasonCode.MISSING_ATTRIBUTE))
                .hasMessageContaining(header.substring("ce_".length()));
    }

    @ParameterizedTest
    @CsvSource({
        "ce_time, yesterday",
        "ce_time, 2026-03-29T03:30:00",
        "ce_recordedtime, 1743211800",
        "ce_sequence, one",
        "ce_attempt, 2.5",
        "ce_corrects, no-separator"
    })
    void an_attribute_that_cannot_be_read_is_named_and_not_quoted(String header, String value) {
        // Given
        RecordHeaders headers = headers();
        headers.remove(header);
        headers.add(header, value.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThatThrownBy(() -> EnvelopeHeaders.read(headers))
                .isInstanceOfSatisfying(
                        ContractViolation.class,
                        violation -> assertThat(violation.reason()).isEqualTo(ReasonCode.INVALID_ATTRIBUTE))
                .hasMessageNotContaining(value)
                .hasNoCause();
    }

    @Test
    void an_event_reference_keeps_separators_in_the_id() {
        // Given
        EventRef reference = new EventRef("/pos/store-1", "a#b#c");

        // Then
        assertThat(EventRef.parse(reference.encoded())).isEqualTo(reference);
    }

    private static RecordHeaders headers() {
        RecordHeaders headers = new RecordHeaders();
        EnvelopeHeaders.write(random(new Random(0)), headers);
        return headers;
    }

    static Envelope random(Random random) {
        Instant instant = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        OffsetDateTime time = instant.atOffset(ZoneOffset.ofTotalSeconds((random.nextInt(24 * 4) - 48) * 15 * 60));
        boolean all = random.nextBoolean();
        return new Envelope(
                "id-" + random.nextLong() + " \u00fc\u4e2d",
                "/pos/store-" + random.nextInt(40),
                TYPES.get(random.nextInt(TYPES.size())).typeName(),
                all ? "receipt " + random.nextInt() : "",
                time,
                all ? instant.plusMillis(random.nextInt(100_000)) : null,
                random.nextBoolean() ? random.nextLong() : null,
                random.nextBoolean() ? "epoch" : null,
                random.nextBoolean() ? "pos-sales" : null,
                all ? "c" + random.nextInt() : null,
                all ? null : "cause",
                all ? "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" : null,
                1 + random.nextInt(5),
                random.nextBoolean() ? "original" : null,
                random.nextBoolean() ? new EventRef("/pos/store-1", "x#" + random.nextInt()) : null);
    }
}
