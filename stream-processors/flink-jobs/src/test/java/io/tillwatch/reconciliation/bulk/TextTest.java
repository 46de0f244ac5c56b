package io.tillwatch.reconciliation.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    private static final int BEFORE = 3;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void a_uuid_is_the_two_numbers_that_java_makes_of_it(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            // Given
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            byte[] row = new byte[PackedRow.SIZE];

            // When
            boolean read = Text.uuid(bytes(uuid.toString()), BEFORE, BEFORE + 36, row, 0);

            // Then
            assertThat(read).isTrue();
            assertThat(PackedRow.getLong(row, 0)).isEqualTo(uuid.getMostSignificantBits());
            assertThat(PackedRow.getLong(row, 8)).isEqualTo(uuid.getLeastSignificantBits());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6F9619FF-8B86-D011-B42D-00C04FC964FF",
                "6f9619ff-8b86-d011-b42d-00c04fc964fg",
                "6f9619ff-8b86-d011-b42d-00c04fc964f/",
                "6f9619ff:8b86-d011-b42d-00c04fc964ff",
                "6f9619ff-8b86-d011-b42d-00c04fc964f",
                ""
            })
    void what_is_no_uuid_in_lower_case_is_none(String text) {
        assertThat(Text.uuid(bytes(text), BEFORE, BEFORE + text.length(), new byte[PackedRow.SIZE], 0))
                .isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 4})
    void an_amount_is_what_a_decimal_makes_of_it(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            // Given
            int digits = random.nextInt(4);
            BigDecimal amount = BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, random.nextInt(digits + 1));
            String text = amount.toPlainString();

            // When
            long minor = Text.decimal(bytes(text), BEFORE, BEFORE + text.length(), digits);

            // Then
            assertThat(minor)
                    .as(text)
                    .isEqualTo(amount.setScale(digits).unscaledValue().longValueExact());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12.340000, 1234",
        "984.4000000000001, none",
        "-, none",
        "12,none",
        "1.2.3, none",
        "1e3, none",
        "'', none"
    })
    void an_amount_with_more_than_its_digits_or_other_signs_is_left_to_the_slow_way(String text, String expected) {
        long minor = Text.decimal(bytes(text), BEFORE, BEFORE + text.length(), text.equals("12") ? 17 : 2);
        assertThat(minor).isEqualTo(expected.equals("none") ? Text.NONE : Long.parseLong(expected));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6})
    void a_time_is_what_java_makes_of_it(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            // Given
            LocalDateTime time = LocalDateTime.ofEpochSecond(random.nextInt(2_000_000_000), 0, ZoneOffset.UTC);
            String text = time.format(
                    DateTimeFormatter.ofPattern(i % 2 == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss'Z'"));

            // When
            long seconds = Text.time(bytes(text), BEFORE, BEFORE + text.length());

            // Then
            assertThat(seconds).as(text).isEqualTo(time.toEpochSecond(ZoneOffset.UTC));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29 10:00:00",
                "2026-13-01 10:00:00",
                "2026-01-01 24:00:00",
                "2026-01-01",
                "2026-0a-01 10:00:00"
            })
    void what_is_no_time_is_none(String text) {
        assertThat(Text.time(bytes(text), BEFORE, BEFORE + text.length())).isEqualTo(Text.NONE);
    }

    private static byte[] bytes(String text) {
        byte[] padded = new byte[BEFORE + text.length() + 16];
        Arrays.fill(padded, (byte) '7');
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, padded, BEFORE, text.length());
        return padded;
    }
}
