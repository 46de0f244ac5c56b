package io.tillwatch.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;

final class ChunkWriterTest {
    private final List<Byte> written = new CopyOnWriteArrayList<>();

    @Test
    void chunks_are_written_one_by_one_in_their_order() {
        try (ChunkWriter writer = new ChunkWriter("test", chunk -> written.add(chunk[0]))) {
            // When
            for (byte i = 0; i < 100; i++) {
                writer.write(new byte[] {i});
            }
            writer.await();

            // Then
            assertThat(written).hasSize(100).isSorted();
        }
    }

    @Test
    void whoever_hands_over_goes_on_while_the_chunk_is_written() {
        // Given files that take their time
        CountDownLatch slow = new CountDownLatch(1);
        try (ChunkWriter writer = new ChunkWriter("test", chunk -> {
            await(slow);
            written.add(chunk[0]);
        })) {
            // When
            writer.write(new byte[] {1});

            // Then
            assertThat(written).isEmpty();

            // When
            slow.countDown();
            writer.await();

            // Then
            assertThat(written).containsExactly((byte) 1);
        }
    }

    @Test
    void a_write_that_failed_is_told_to_everybody_who_comes_after() {
        // Given
        ChunkWriter writer = new ChunkWriter("test", chunk -> {
            throw new ProcessorStateException("no space left");
        });

        // When
        writer.write(new byte[] {1});

        // Then
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(writer::await)
                    .isInstanceOf(ProcessorStateException.class)
                    .hasRootCauseMessage("no space left");
            assertThatThrownBy(() -> writer.write(new byte[] {2})).isInstanceOf(ProcessorStateException.class);
        }
        assertThatThrownBy(writer::close).isInstanceOf(ProcessorStateException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
