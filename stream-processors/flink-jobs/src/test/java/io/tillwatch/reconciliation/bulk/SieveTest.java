package io.tillwatch.reconciliation.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.reconciliation.ReconciliationReport;
import io.tillwatch.reconciliation.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SieveTest {
    private static final Instant LATER = Instant.parse("2026-03-12T00:00:00Z");

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whatever_is_broken_the_cases_are_those_of_the_reconciler_that_reads_everything(long seed) throws Exception {
        // Given
        BulkFiles files = BulkBooks.broken(seed, 60).write(directory);
        ReconciliationReport expected = OneByOne.reconcile(files, Rules.DEFAULT, LATER);

        // When
        ReconciliationReport sieved = sieved(files, 64, BulkReconciliationJob.MOST_SUSPECTS);

        // Then
        assertThat(expected.cases()).hasSizeGreaterThan(10);
        assertThat(sieved.cases()).containsExactlyElementsOf(expected.cases());
        assertThat(sieved.matched()).isEqualTo(expected.matched());
        assertThat(sieved.summary().sales()).isEqualTo(expected.summary().sales());
        assertThat(sieved.summary().duplicates()).isEqualTo(expected.summary().duplicates());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void pages_on_disk_make_no_difference(long seed) throws Exception {
        // Given books of which a few pages are the smallest part
        BulkFiles files = BulkBooks.broken(seed, 600).write(directory);
        ReconciliationReport inMemory = sieved(files, 640, BulkReconciliationJob.MOST_SUSPECTS);

        // When
        ReconciliationReport spilled = sieved(files, 10, BulkReconciliationJob.MOST_SUSPECTS);

        // Then
        assertThat(spilled.cases()).isEqualTo(inMemory.cases()).isNotEmpty();
        assertThat(spilled.matched()).isEqualTo(inMemory.matched());
    }

    @Test
    void clean_books_leave_nothing_to_be_read_again() throws Exception {
        // Given
        BulkFiles files = BulkBooks.clean(31, 50).write(directory);
        Sieve sieve = filled(files, 64, 10);

        // When
        sieve.settle();

        // Then
        assertThat(sieve.suspects().size()).isZero();
        assertThat(sieve.receipts()).isPositive();
    }

    @Test
    void files_of_different_days_end_with_a_message_and_not_with_a_full_heap() throws Exception {
        // Given
        BulkBooks books = BulkBooks.clean(41, 50);
        books.orders.clear();
        BulkFiles files = books.write(directory);

        // When, then
        assertThatThrownBy(() -> sieved(files, 64, 20))
                .isInstanceOf(TooManySuspects.class)
                .hasMessageContaining("of the same shops and days");
    }

    private static ReconciliationReport sieved(BulkFiles files, int pages, int mostSuspects) throws IOException {
        Sieve sieve = filled(files, pages, mostSuspects);
        sieve.settle();
        return new Judgement(files, sieve, Rules.DEFAULT, LATER).report(List.of());
    }

    private static Sieve filled(BulkFiles files, int pages, int mostSuspects) throws IOException {
        List<MemorySegment> segments = new ArrayList<>();
        for (int i = 0; i < pages; i++) {
            segments.add(MemorySegmentFactory.allocateUnpooledOffHeapMemory(1024));
        }
        PagePool pool = new PagePool(segments, Path.of(System.getProperty("java.io.tmpdir")));
        Sieve sieve = new Sieve(Rules.DEFAULT, pool, files.bytes(FileKind.SALES), mostSuspects);
        for (int i = 0; i < files.all().size(); i++) {
            try (CsvBlocks.Reader reader = new CsvBlocks.Reader(files, i)) {
                for (var batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
                    byte[] block = batch.next().getRecord();
                    assertThat(Block.isBad(block)).isFalse();
                    sieve.take(block);
                }
            }
        }
        return sieve;
    }
}
