package io.tillwatch.promise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.contracts.watch.StockPosition;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PromiseTest {
    private static final List<StockPosition> MUGS = List.of(
            position("dc-1", "each", "100", "100"),
            position("store-1", "each", "9", "4"),
            position("store-2", "each", "-3", "-3"),
            position("store-3", "each", "1", "1"));

    @ParameterizedTest(name = "{0} promises {1}")
    @CsvSource({
        // 100 - 1, 4 - 1, nothing of a lack, nothing above the buffer
        "web, 102",
        // (100 - 2) x 0.6 = 58.8
        "marketplace-a, 58",
        // (100 - 2) x 0.4 = 39.2, at most 50
        "marketplace-b, 39",
        // 9 and 1, whatever a silent store may have sold: a till sees its own shelf
        "pos, 10"
    })
    void a_channel_promises_by_its_own_locations_shares_and_buffers(String channel, String promisable) {
        // When
        Promise promise =
                Promise.of("MUG", MUGS, Allocation.demo().channel(channel).orElseThrow());

        // Then
        assertThat(promise.amounts()).containsExactly(new Promise.Amount("each", new BigDecimal(promisable)));
        assertThat(promise.terms().stream().map(Promise.Term::promisable).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualTo(promisable);
    }

    @Test
    void the_terms_say_what_came_of_each_location_and_why_a_silent_one_counts_less() {
        // When
        Promise promise =
                Promise.of("MUG", MUGS, Allocation.demo().channel("web").orElseThrow());

        // Then
        assertThat(promise.terms())
                .extracting(Promise.Term::location)
                .containsExactly("dc-1", "store-1", "store-2", "store-3");
        Promise.Term silent = promise.terms().get(1);
        assertThat(silent.available()).isEqualTo("9");
        assertThat(silent.base()).isEqualTo("4");
        assertThat(silent.promisable()).isEqualTo("3");
        assertThat(silent.reason()).isEqualTo("store-1 is silent");
        assertThat(promise.terms().get(0).reason()).isNull();
    }

    @Test
    void goods_by_weight_keep_their_fractions_and_are_summed_apart() {
        // When
        Promise promise = Promise.of(
                "TEA",
                List.of(position("dc-1", "kg", "10.5", "10.5"), position("dc-1", "each", "7", "7")),
                new ChannelPolicy("web", List.of("*"), new BigDecimal("0.3"), null, null, true));

        // Then
        assertThat(promise.amounts())
                .containsExactly(
                        new Promise.Amount("each", new BigDecimal(2)),
                        new Promise.Amount("kg", new BigDecimal("3.15")));
    }

    @ParameterizedTest
    @CsvSource({"CLAMP, 110, 105, 105, 0", "ISOLATE, 110, 105, 105, 1", "NET, 107, 102, 105, 1"})
    void a_location_below_zero_is_clamped_isolated_or_netted(
            Negatives policy, String available, String low, String promisable, int lacks) {
        // When
        List<NetworkTotal> totals = NetworkTotal.of(MUGS, policy);

        // Then
        assertThat(totals).singleElement().satisfies(total -> {
            assertThat(total.available()).isEqualTo(available);
            assertThat(total.availableLow()).isEqualTo(low);
            assertThat(total.promisable()).isEqualTo(promisable);
            assertThat(total.onHand()).isEqualTo("107");
            assertThat(total.locations()).isEqualTo(4);
            assertThat(total.negative()).hasSize(lacks);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channels: [{channel: web, locations: [], usesLow: true}] | web.locations",
                "channels: [{channel: web, locations: ['*'], share: 1.5, usesLow: true}] | web.share",
                "channels: [{channel: web, locations: ['*'], buffer: -1, usesLow: true}] | web.buffer",
                "channels: [{channel: web, locations: ['*'], colour: red, usesLow: true}] | colour",
                "channels: [{channel: a, locations: ['*']}, {channel: a, locations: ['*']}] | twice",
                "negatives: often | negatives"
            })
    void a_wrong_allocation_names_its_key(String yaml, String key) {
        assertThatThrownBy(() -> Allocation.load(new ByteArrayInputStream(yaml.getBytes(UTF_8))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key);
    }

    private static StockPosition position(String location, String unit, String available, String low) {
        return new StockPosition(
                "MUG",
                location,
                unit,
                new BigDecimal(available),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                new BigDecimal(available),
                new BigDecimal(low),
                reason(location, available, low),
                Map.of(),
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                1);
    }

    private static @Nullable String reason(String location, String available, String low) {
        return available.equals(low) ? null : location + " is silent";
    }
}
