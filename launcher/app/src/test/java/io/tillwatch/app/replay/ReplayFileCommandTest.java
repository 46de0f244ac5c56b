package io.tillwatch.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayFileCommandTest {
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    @TempDir
    private Path directory;

    private record Run(int code, JsonNode totals) {}

    private static Run run(Path file) throws IOException {
        StringWriter out = new StringWriter();
        CommandLine commandLine = new CommandLine(new ReplayFileCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter(), true));
        int code = commandLine.execute(file.toString(), "--json");
        return new Run(code, Json.mapper().readTree(out.toString()));
    }

    @Test
    void totals_say_what_each_line_became() throws IOException {
        // Given a sale of two lines with postage, its cancellation, a write-off
        Path file = Files.writeString(
                directory.resolve("a.csv"),
                HEADER
                        + "1,85123A,HEART,6,2010-12-01T08:26:00,2.55,17850,United Kingdom\n"
                        + "1,POST,POSTAGE,1,2010-12-01T08:26:00,18.00,17850,United Kingdom\n"
                        + "C2,85123A,HEART,-2,2010-12-02T09:00:00,2.55,17850,United Kingdom\n"
                        + "3,71053,thrown away,-10,2010-12-02T10:00:00,0,,United Kingdom\n");

        Run run = run(file);

        assertThat(run.code()).isZero();
        assertThat(run.totals().path("lines").asInt()).isEqualTo(4);
        assertThat(run.totals().path("invoices").asInt()).isEqualTo(3);
        assertThat(run.totals().path("sales").asInt()).isEqualTo(1);
        assertThat(run.totals().path("returns").asInt()).isEqualTo(1);
        assertThat(run.totals().path("adjustments").asInt()).isEqualTo(1);
        assertThat(run.totals().path("nonGoods").asInt()).isEqualTo(1);
        assertThat(run.totals().path("unaccounted").asInt()).isZero();
        assertThat(run.totals().path("revenue").decimalValue()).isEqualByComparingTo("28.20");
        assertThat(run.totals().path("revenueByDay").path("2010-12-02").decimalValue())
                .isEqualByComparingTo("-5.10");
        assertThat(run.totals().path("goods").path("units").asInt()).isEqualTo(4);
    }

    @Test
    void a_line_that_cannot_be_understood_is_counted_and_ends_with_a_failure_code() throws IOException {
        Path file = Files.writeString(
                directory.resolve("a.csv"),
                HEADER
                        + "1,85123A,HEART,six,2010-12-01T08:26:00,2.55,17850,United Kingdom\n"
                        + "1,85123A,HEART,6,2010-12-01T08:26:00,2.55,17850,United Kingdom\n");

        Run run = run(file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.totals().path("rejected").asInt()).isEqualTo(1);
        assertThat(run.totals().path("sales").asInt()).isEqualTo(1);
    }

    @Test
    void the_real_year_adds_up_to_what_its_columns_add_up_to() throws IOException {
        // Given
        Path file = Path.of(
                System.getProperty("tillwatch.shared", "../shared"), "data", "online-retail", "online_retail.csv.gz");
        assumeTrue(Files.isRegularFile(file), () -> "the real year is not at " + file + ": set -Dtillwatch.shared");

        // When
        Run run = run(file);

        // Then
        Sums sums = Sums.of(file);
        assertThat(run.code()).isZero();
        assertThat(run.totals().path("lines").asLong()).isEqualTo(sums.lines);
        assertThat(run.totals().path("units").asLong()).isEqualTo(sums.units);
        assertThat(run.totals().path("revenue").decimalValue()).isEqualByComparingTo(sums.revenue);
        assertThat(run.totals().path("unaccounted").asLong()).isZero();
    }

    /** Splits each line at the quotes by hand: another way than the reader's. */
    private static final class Sums {
        private long lines;
        private long units;
        private BigDecimal revenue = BigDecimal.ZERO;

        static Sums of(Path file) throws IOException {
            Sums sums = new Sums();
            try (BufferedReader reader = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                reader.readLine();
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    sums.add(line);
                }
            }
            return sums;
        }

        private void add(String line) {
            int date = line.lastIndexOf("\"20");
            String before = line.substring(0, date - 1);
            String quantity = before.substring(before.lastIndexOf(',') + 1);
            String price = line.substring(line.indexOf(',', date) + 1).split(",", 2)[0];
            lines++;
            units += Long.parseLong(quantity);
            revenue = revenue.add(
                    new BigDecimal(price).multiply(new BigDecimal(quantity)).setScale(2, RoundingMode.HALF_UP));
        }
    }
}
