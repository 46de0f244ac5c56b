package io.tillwatch.contracts.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillwatch.contracts.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StockPositionWriterTest {
    /** Jackson's own way, from the record. */
    private static final JsonMapper PLAIN = Json.mapper()
            .rebuild()
            .addMixIn(StockPosition.class, AsRecord.class)
            .build();

    @JsonSerialize(using = JsonSerializer.None.class)
    private interface AsRecord {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_position_is_written_as_jackson_writes_its_record_and_reads_back_equal(long seed)
            throws JsonProcessingException {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            // Given
            StockPosition position = any(random);

            // When
            String written = Json.mapper().writeValueAsString(position);

            // Then
            assertThat(written).isEqualTo(PLAIN.writeValueAsString(position));
            assertThat(Json.mapper().readValue(written, StockPosition.class)).isEqualTo(position);
        }
    }

    private static StockPosition any(Random random) {
        return new StockPosition(
                "SKU-\u00e9\"" + random.nextInt(),
                "store\\" + random.nextInt(40),
                random.nextBoolean() ? "each" : "kg",
                decimal(random),
                decimal(random),
                decimal(random),
                decimal(random),
                decimal(random),
                decimal(random),
                decimal(random),
                random.nextBoolean() ? null : "till \u2013 silent",
                variance(random),
                random.nextBoolean(),
                time(random),
                time(random),
                random.nextLong(),
                random.nextInt(),
                random.nextBoolean() ? null : decimal(random),
                random.nextBoolean() ? null : time(random),
                random.nextBoolean() ? null : time(random));
    }

    private static Map<String, BigDecimal> variance(Random random) {
        Map<String, BigDecimal> variance = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            variance.put("count " + random.nextInt(), decimal(random));
        }
        return variance;
    }

    private static BigDecimal decimal(Random random) {
        return BigDecimal.valueOf(random.nextInt(100_000) - 50_000, random.nextInt(13));
    }

    private static Instant time(Random random) {
        long fraction = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000);
        return Instant.ofEpochSecond(random.nextInt(2_000_000_000), random.nextBoolean() ? fraction : 1_000_000);
    }
}
