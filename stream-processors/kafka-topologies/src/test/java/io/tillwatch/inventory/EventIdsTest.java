package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdsTest {
    private static final String ONE = "0d9f4d6e-3b1c-4f7a-9c55-a1b2c3d4e5f6";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_uuid_is_read_as_the_platform_reads_it(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            assertThat(EventIds.uuid(uuid.toString())).isEqualTo(uuid);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "receipt-17",
                "0D9F4D6E-3B1C-4F7A-9C55-A1B2C3D4E5F6",
                "0d9f4d6e-3b1c-4f7a-9c55-a1b2c3d4e5f",
                "0d9f4d6e-3b1c-4f7a-9c55-a1b2c3d4e5f60",
                "0d9f4d6e03b1c-4f7a-9c55-a1b2c3d4e5f6",
                "0d9f4d6e-3b1c-4f7a-9c55-a1b2c3d4e5fg",
                "0d9f4d6e-3b1c-4f7a-9c55-a1b2c3d4e5f\u00e9"
            })
    void whatever_would_come_back_as_another_text_stays_a_text(String id) {
        assertThat(EventIds.uuid(id)).isNull();
        assertThat(new Unpacker(new Packer().id(id).packed()).id()).isEqualTo(id);
    }

    @Test
    void each_id_has_a_key_of_its_own_whatever_it_looks_like() {
        // Given ids that are one, spelled otherwise, and its bytes as a text
        List<String> ids = List.of(
                ONE,
                ONE.toUpperCase(Locale.ROOT),
                ONE.replace("-", ""),
                "\u00ff" + ONE,
                new UUID(0, 0).toString(),
                "",
                "a");

        // When
        Set<String> keys = new HashSet<>();
        ids.forEach(id -> keys.add(Arrays.toString(LedgerKeys.event("/pos/store-1", id))));
        ids.forEach(id -> keys.add(Arrays.toString(LedgerKeys.event("/pos/store-2", id))));

        // Then
        assertThat(keys).hasSize(2 * ids.size());
        assertThat(new Unpacker(new Packer().id(ONE).packed()).id()).isEqualTo(ONE);
        assertThat(new Packer().id(ONE).packed()).hasSizeLessThan(ONE.length() / 2 + 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retail.sale.completed.v1",
                "retail.payment.captured.v1",
                "retail.stock.adjusted.v1 of kit K-1",
                ""
            })
    void a_movement_keeps_its_type_whether_it_is_a_usual_one_or_not(String type) {
        Movement plain = Movements.sold(ONE, 2, Watched.NOON);
        Movement movement = new Movement(
                plain.sku(),
                plain.location(),
                plain.source(),
                ONE,
                plain.line(),
                plain.kind(),
                type,
                plain.quantity(),
                plain.unit(),
                plain.occurredAt(),
                plain.sequence(),
                plain.sourceEpoch(),
                plain.document(),
                plain.expiresAt(),
                plain.cut(),
                plain.order(),
                plain.value(),
                plain.arrivedAt(),
                plain.voidedAt());

        assertThat(MovementCodec.movement(movement.sku(), movement.location(), MovementCodec.encode(movement)))
                .isEqualTo(movement);
    }
}
