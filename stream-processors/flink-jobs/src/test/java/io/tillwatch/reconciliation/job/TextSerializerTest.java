package io.tillwatch.reconciliation.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextSerializerTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void every_text_is_read_as_it_was_written_also_after_a_copy(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            // Given
            String text = random.ints(random.nextInt(300), 0, Character.MAX_CODE_POINT + 1)
                    .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            // When
            DataOutputSerializer written = new DataOutputSerializer(16);
            TextSerializer.INSTANCE.serialize(text, written);
            DataOutputSerializer copied = new DataOutputSerializer(16);
            TextSerializer.INSTANCE.copy(new DataInputDeserializer(written.getCopyOfBuffer()), copied);

            // Then
            assertThat(TextSerializer.INSTANCE.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer())))
                    .isEqualTo(text);
        }
    }

    @Test
    void a_checkpoint_with_flinks_own_strings_is_taken_over() {
        TypeSerializerSnapshot<String> texts = TextSerializer.INSTANCE.snapshotConfiguration();

        assertThat(texts.resolveSchemaCompatibility(texts).isCompatibleAsIs()).isTrue();
        assertThat(new MapSerializer<>(StringSerializer.INSTANCE, TextSerializer.INSTANCE)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(
                                new MapSerializer<>(StringSerializer.INSTANCE, StringSerializer.INSTANCE)
                                        .snapshotConfiguration())
                        .isCompatibleAfterMigration())
                .isTrue();
    }
}
