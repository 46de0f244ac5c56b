package io.tillwatch.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class StockCasesCommandTest {
    /** Two cases that share SKUs, sources and ids, each asked at a time of its own; the hold of the second has ended. */
    private static final String CASES = """
            {"name":"open","now":"2026-03-10T12:00:00Z","events":[\
            {"source":"/wms","id":"1","time":"2026-03-10T09:00:00Z","type":"received","sku":"A","location":"s","quantity":"5"},\
            {"source":"/web","id":"2","time":"2026-03-10T09:10:00Z","type":"reserved","reservation":"R","sku":"A",\
            "location":"s","quantity":"2","expiresAt":"2026-03-10T13:00:00Z"},\
            {"source":"/wms","id":"1","time":"2026-03-10T09:00:00Z","type":"received","sku":"A","location":"s","quantity":"5"}],\
            "expect":{"positions":{"A|s":{"onHand":"5","reserved":"2","inTransit":"0","damaged":"0","buffer":"0",\
            "available":"3","variance":{}}},"duplicates":1,"quarantined":[]}}
            {"name":"expired","now":"2026-03-10T14:00:00Z","events":[\
            {"source":"/web","id":"2","time":"2026-03-10T09:10:00Z","type":"reserved","reservation":"R","sku":"A",\
            "location":"s","quantity":"2","expiresAt":"2026-03-10T13:00:00Z"},\
            {"source":"/till","id":"3","sequence":4,"time":"2026-03-10T15:00:00Z","type":"sold","sku":"A","location":"s",\
            "quantity":"1"},\
            {"source":"/hand","id":"4","time":"2026-03-10T10:00:00Z","type":"counted","count":"C","sku":"A","location":"s",\
            "quantity":"9","cut":{"/till":4}},\
            {"source":"/web","id":"2","time":"2026-03-10T09:10:00Z","type":"reserved","reservation":"R","sku":"A",\
            "location":"s","quantity":"3","expiresAt":"2026-03-10T13:00:00Z"}],\
            "expect":{"positions":{"A|s":{"onHand":"9","reserved":"0","inTransit":"0","damaged":"0","buffer":"0",\
            "available":"9","variance":{"C":"10"}}},"duplicates":0,"quarantined":[3]}}
            """;

    @TempDir
    private Path directory;

    private record Run(int code, String error) {}

    private static Run run(Path cases, Path out, String engine) {
        StringWriter error = new StringWriter();
        int code = new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(error, true))
                .execute("stock-cases", "--check", "--engine=" + engine, "--cases=" + cases, "--out=" + out);
        return new Run(code, error.toString());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(CaseEngine.class)
    void cases_that_share_their_names_are_kept_apart_and_each_has_its_own_now(CaseEngine engine) throws IOException {
        // Given
        Path cases = Files.writeString(directory.resolve("cases.jsonl"), CASES);
        Path out = directory.resolve("out.jsonl");

        // When
        Run run = run(cases, out, engine.name());

        // Then
        assertThat(run.error()).contains("all as expected");
        assertThat(run.code()).isZero();
        assertThat(Files.readAllLines(out)).hasSize(2);
    }

    @Test
    void a_difference_is_told_with_its_case_and_ends_with_1() throws IOException {
        // Given
        Path cases = Files.writeString(
                directory.resolve("cases.jsonl"),
                CASES.replace("\"onHand\":\"9\"", "\"onHand\":\"8\"").replace("\"C\":\"10\"", "\"D\":\"10\""));

        // When
        Run run = run(cases, directory.resolve("out.jsonl"), "ledger");

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error())
                .contains("expired: A|s onHand 9 instead of 8")
                .contains("expired: A|s variance of C is not expected")
                .contains("expired: A|s variance of D is missing");
    }

    @Tag("long")
    @ParameterizedTest(name = "all cases of {0}")
    @ValueSource(strings = {"worked.jsonl", "cases.jsonl"})
    void every_shared_case_is_right_through_the_broker(String file) {
        Path shared = Path.of(System.getProperty("tillwatch.shared", "../shared"), "inventory", file);
        assumeTrue(Files.exists(shared), "skipped: " + shared + " is not there (set -Dtillwatch.shared)");

        // When
        Run run = run(shared, directory.resolve("out.jsonl"), "kafka");

        // Then
        assertThat(run.error()).contains("all as expected");
    }
}
