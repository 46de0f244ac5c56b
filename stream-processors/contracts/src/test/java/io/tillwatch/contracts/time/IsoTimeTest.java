package io.tillwatch.contracts.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform's own formatter is the oracle. */
class IsoTimeTest {
    private static final int[] PRECISIONS = {1, 1_000, 1_000_000, 1_000_000_000};

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void writes_and_reads_every_time_as_the_platform_does(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            // Given
            int precision = PRECISIONS[random.nextInt(PRECISIONS.length)];
            int nanos = random.nextInt(1_000_000_000) / precision * precision;
            Instant instant = Instant.ofEpochSecond(random.nextLong(-80_000_000_000L, 300_000_000_000L), nanos);
            int minutes = random.nextInt(-1080, 1081);
            OffsetDateTime time = instant.atOffset(ZoneOffset.ofHoursMinutes(minutes / 60, minutes % 60));

            // When, then
            assertThat(IsoTime.format(instant)).isEqualTo(instant.toString());
            assertThat(IsoTime.parse(time.toString())).isEqualTo(OffsetDateTime.parse(time.toString()));
            assertThat(IsoTime.instant(time.toString())).isIn(null, instant);
            assertThat(Json.read(quoted(instant.toString()), Instant.class)).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T12:00:60Z",
                "2026-01-01T12:00:00",
                "2026-01-01T12:00:00.1234567890Z",
                "2026-01-01T12:00:00+19:00",
                "2026-01-01T12:00:00+1:00",
                "2026-01-01 12:00:00Z",
                "2026-01-01T12:00:0xZ",
                "yesterday",
                ""
            })
    void refuses_what_the_platform_refuses(String text) {
        // When
        Throwable refused = catchThrowable(() -> IsoTime.parse(text));

        // Then
        assertThat(catchThrowable(() -> OffsetDateTime.parse(text))).isInstanceOf(DateTimeParseException.class);
        assertThat(refused).isInstanceOf(java.time.DateTimeException.class);
    }

    @Test
    void reads_what_is_unusual_through_the_platform() {
        assertThat(IsoTime.parse("2026-01-01T12:00+01:00")).isEqualTo(OffsetDateTime.parse("2026-01-01T12:00+01:00"));
        assertThat(IsoTime.format(Instant.MAX)).isEqualTo(Instant.MAX.toString());
        assertThat(IsoTime.format(Instant.MIN)).isEqualTo(Instant.MIN.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T24:00:00Z",
                "2026-01-01T12:00:60Z",
                "2026-02-29T12:00:00Z",
                "2026-01-01T12:00:00",
                "2026-01-01 12:00:00Z",
                " 2026-01-01T12:00:00Z ",
                "+12026-01-01T12:00:00Z",
                "yesterday"
            })
    void json_reads_and_refuses_unusual_moments_as_without_it(String text) {
        // Given
        JsonMapper without =
                JsonMapper.builder().addModule(new JavaTimeModule()).build();
        byte[] json = quoted(text);

        // When, then
        assertThat(read(Json.mapper(), json)).isEqualTo(read(without, json));
    }

    private static byte[] quoted(String text) {
        return ('"' + text + '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String read(JsonMapper mapper, byte[] json) {
        try {
            return mapper.readValue(json, Instant.class).toString();
        } catch (IOException refused) {
            return "refused";
        }
    }
}
