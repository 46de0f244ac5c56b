package io.tillwatch.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.value.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalesExtractTest {
    private static final String GOOD = "{\"source_id\":\"A\",\"channel\":\"pos\",\"session_id\":12,\"uuid\":\"u-1\","
            + "\"ts_utc\":\"2026-03-10 08:15:00\",\"currency\":\"EUR\",\"amount_total\":23.75}";

    @TempDir
    private Path directory;

    @Test
    void every_line_that_cannot_be_read_is_listed_with_its_number_and_no_other_is_lost() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String line : List.of(
                "\uFEFF" + GOOD,
                GOOD.substring(0, 60),
                "",
                "not json",
                GOOD + GOOD,
                "[1, 2]",
                GOOD.replace("EUR", "XQX"),
                GOOD.replace(",\"amount_total\":23.75", ""),
                GOOD.replace("23.75", "\"a lot\""),
                GOOD.replace("23.75", "1e999999999"),
                GOOD.replace("2026-03-10 08:15:00", "yesterday"),
                GOOD.replace("\"session_id\":12,\"uuid\":\"u-1\",", ""),
                GOOD.replace("\"A\"", "\"B\"").replace("u-1", "u-2") + "\r")) {
            bytes.write(line.getBytes(StandardCharsets.UTF_8));
            bytes.write('\n');
        }
        bytes.write(GOOD.replace("\"A\"", "\"\u00e9\"").getBytes(StandardCharsets.ISO_8859_1));
        Path file = Files.write(directory.resolve("sales.jsonl"), bytes.toByteArray());

        SalesExtract extract = SalesExtract.read(file);

        assertThat(extract.sales()).extracting(Sale::id).containsExactly("A", "B");
        assertThat(extract.problems())
                .containsExactly(
                        "line 2: is cut off: write the whole object on one line",
                        "line 4: is not JSON: one object a line",
                        "line 5: is not JSON: one object a line",
                        "line 6: is no JSON object: one object a line",
                        "line 7: currency is not one that ISO 4217 knows: such as EUR, in capital letters",
                        "line 8: amount_total is missing",
                        "line 9: amount_total is no number",
                        "line 10: amount_total is too large for an amount",
                        "line 11: ts_utc is not a time such as 2026-03-10 08:15:00",
                        "line 12: nothing to find it by in Odoo: neither external_ref, session_id nor uuid",
                        "line 14: is not UTF-8 text: write the file as UTF-8");
    }

    @Test
    void amounts_as_text_times_with_an_offset_and_currencies_without_or_with_three_decimals_are_read()
            throws IOException {
        Path file = directory.resolve("sales.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            String line = GOOD.replace("23.75", "\"1250\"")
                            .replace("EUR", "JPY")
                            .replace("2026-03-10 08:15:00", "2026-03-10T08:15:00+09:00")
                    + "\n"
                    + GOOD.replace("23.75", "1.2345000001").replace("EUR", "KWD");
            out.write(line.getBytes(StandardCharsets.UTF_8));
        }

        List<Sale> sales = SalesExtract.read(file).sales();

        assertThat(sales.get(0).total()).isEqualTo(new Money(1_250, "JPY"));
        assertThat(sales.get(0).at()).isEqualTo(Instant.parse("2026-03-09T23:15:00Z"));
        assertThat(sales.get(1).total()).isEqualTo(new Money(1_235, "KWD"));
    }
}
