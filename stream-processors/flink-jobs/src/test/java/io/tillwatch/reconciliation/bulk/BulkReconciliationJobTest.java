package io.tillwatch.reconciliation.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.engines.EmbeddedFlink;
import io.tillwatch.engines.junit.FlinkExtension;
import io.tillwatch.reconciliation.ReconciliationReport;
import io.tillwatch.reconciliation.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FlinkExtension.class)
class BulkReconciliationJobTest {
    private static final Instant LATER = Instant.parse("2026-03-12T00:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void writes_the_cases_that_one_by_one_reading_finds_and_puts_bad_lines_aside_with_their_numbers(EmbeddedFlink flink)
            throws Exception {
        // Given
        BulkBooks books = BulkBooks.broken(7, 80);
        BulkFiles good = books.write(directory);
        ReconciliationReport expected = OneByOne.reconcile(good, Rules.DEFAULT, LATER);
        int sales = books.sales.size();
        books.sales.add(
                "T1,store-1,Store 01/00001,T1,\"00000000-0000-4000-8000-000000000001\",2026-03-10 10:00:00,XXQ,1.00,,");
        books.sales.add(
                "T2,store-1,Store 01/00001,T2,00000000-0000-4000-8000-000000000002,2026-03-10 10:00:00,GBP,1.0x,,");
        books.sales.add("T3,store-1,Store 01/00001,T3,00000000-0000-4000-8000-000000000003,yesterday,GBP,1.00,,");
        books.sales.add("T4,store-1");
        BulkFiles files = books.write(directory);
        Path report = directory.resolve("report.json");
        Path quarantine = directory.resolve("quarantine.jsonl");

        // When
        var environment = flink.environment();
        BulkReconciliationJob.define(environment, files, Rules.DEFAULT, LATER, report, quarantine);
        flink.await(flink.submit(environment, BulkReconciliationJob.NAME, null), LIMIT);

        // Then
        ReconciliationReport told = Json.read(Files.readAllBytes(report), ReconciliationReport.class);
        assertThat(told.cases()).isEqualTo(expected.cases()).hasSizeGreaterThan(10);
        assertThat(told.matched()).isEqualTo(expected.matched());
        assertThat(told.problems())
                .containsExactly(
                        "sales.csv line " + (sales + 2) + ": currency is no ISO 4217 code",
                        "sales.csv line " + (sales + 3) + ": amount_total is missing or no number",
                        "sales.csv line " + (sales + 4) + ": ts_utc is not a time such as 2026-03-10 08:15:00",
                        "sales.csv line " + (sales + 5) + ": 2 fields where the first line has 10");
        List<BadLine> bad = Files.readAllLines(quarantine).stream()
                .map(line -> Json.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8), BadLine.class))
                .toList();
        assertThat(bad).hasSize(4).last().extracting(BadLine::text).isEqualTo("T4,store-1");
        assertThat(directory.resolve("report.json.part")).doesNotExist();
    }

    @Test
    void quotes_carriage_returns_a_byte_order_mark_and_a_missing_last_line_break_are_read(EmbeddedFlink flink)
            throws Exception {
        // Given the same books written twice
        BulkBooks books = BulkBooks.broken(8, 20);
        ReconciliationReport expected = OneByOne.reconcile(books.write(directory), Rules.DEFAULT, LATER);
        StringBuilder odd = new StringBuilder("\uFEFF" + BulkBooks.SALES + "\r\n");
        for (String sale : books.sales) {
            odd.append('"').append(sale.replace(",", "\",\"")).append("\"\r\n");
        }
        Files.writeString(directory.resolve("sales.csv"), odd.substring(0, odd.length() - 2));
        BulkFiles files = BulkFiles.of(List.of(directory.resolve("sales.csv")), directory);
        Path report = directory.resolve("report.json");

        // When
        var environment = flink.environment();
        BulkReconciliationJob.define(
                environment, files, Rules.DEFAULT, LATER, report, directory.resolve("quarantine.jsonl"));
        flink.await(flink.submit(environment, BulkReconciliationJob.NAME, null), LIMIT);

        // Then
        ReconciliationReport told = Json.read(Files.readAllBytes(report), ReconciliationReport.class);
        assertThat(told.problems()).isEmpty();
        assertThat(told.cases()).isEqualTo(expected.cases()).isNotEmpty();
    }
}
