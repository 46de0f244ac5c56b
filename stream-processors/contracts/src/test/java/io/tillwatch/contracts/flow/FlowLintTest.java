package io.tillwatch.contracts.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.flow.LintFinding.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FlowLintTest {
    private static final Path ROOT = Path.of("../..");
    private static final String ONE = """
            flows:
              - id: a
                name: A to B
                owner: team
                tier: 1
                latency: realtime
                systems: [a, b]
                rto: PT15M
                rpo: PT0S
                fallback: queue
                escalation: oncall
                runbook: docs
                slos: [{name: timeliness, target: 0.99, within: PT60S}]
            """;

    @Test
    void the_catalogue_of_the_demo_has_nothing_to_be_said_about() throws IOException {
        assertThat(FlowLint.check(demo(), page -> Files.exists(ROOT.resolve(page))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "owner", "tier", "latency", "rto", "rpo", "fallback", "escalation", "runbook"})
    void a_field_that_a_flow_must_have_is_missed_at_the_line_of_its_entry(String field) {
        // Given
        String without = ONE.replaceFirst("    " + field + ": .*\n", "");

        // When
        List<LintFinding> findings = errors(without);

        // Then
        assertThat(findings).singleElement().satisfies(one -> {
            assertThat(one.line()).isEqualTo(2);
            assertThat(one.flow()).isEqualTo("a");
            assertThat(one.field()).isEqualTo(field);
            assertThat(one.message()).contains("is missing: ");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "owner: team; owner: TODO; 4; owner",
                "owner: team; owner: ' '; 4; owner",
                "owner: team; owner: [team]; 4; owner",
                "tier: 1; tier: 5; 5; tier",
                "realtime; soon; 6; latency",
                "systems: [a, b]; systems: a; 7; systems",
                "rto: PT15M; rto: 15 minutes; 8; rto",
                "rto: PT15M; rto: PT0S; 8; rto",
                "rpo: PT0S; rpo: -PT1H; 9; rpo",
                "fallback: queue; fallback:; 10; fallback",
                "runbook: docs; runbook: nowhere.md; 12; runbook",
                "target: 0.99; target: 99; 13; slos.target",
                "within: PT60S; within: 60; 13; slos.within",
                "owner: team; owner: team/    ovner: x; 5; ovner",
                "owner: team; owner: team/    upstream: [ghost]; 5; upstream"
            })
    void a_wrong_value_is_told_with_its_own_line(String found, String replaced, int line, String field) {
        assertThat(errors(ONE.replace(found, replaced.replace("/", "\n"))))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.field()).isEqualTo(field);
                    assertThat(one.line()).isEqualTo(line);
                });
    }

    @Test
    void all_that_is_wrong_is_told_at_once_in_the_order_of_the_page() {
        // Given a second entry that copies the first id and lacks three fields
        String page = ONE.replace("tier: 1", "tier: 9") + "  - id: a\n    name: B\n    tier: 2\n    latency: near\n"
                + "    rpo: PT0S\n    rto: PT1H\n";

        // Then
        assertThat(errors(page))
                .extracting(one -> one.line() + " " + one.field())
                .containsExactly("5 tier", "14 id", "14 escalation", "14 fallback", "14 owner", "14 runbook");
    }

    @Test
    void no_objective_and_a_topic_that_nobody_reads_are_warnings_only() {
        // Given
        String page = ONE.replaceFirst("    slos: .*\n", "    topics: [retail.sales, retail.sails]\n");

        // When
        List<LintFinding> findings = FlowLint.check(page, any -> true);

        // Then
        assertThat(findings).extracting(LintFinding::severity).containsOnly(Severity.WARNING);
        assertThat(findings).extracting(LintFinding::message).anyMatch(message -> message.startsWith("retail.sails "));
        assertThat(findings).extracting(LintFinding::field).containsExactlyInAnyOrder("slos", "topics");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "flows: []", "flows", "flows:\n  - a", "flows:\n - id: [", "flows:\n  - id: a\n    id: b"})
    void a_page_that_is_none_is_refused_with_a_line(String page) {
        assertThat(errors(page)).isNotEmpty().allSatisfy(one -> {
            assertThat(one.line()).isPositive();
            assertThat(one.message()).doesNotContain("\n").doesNotContain("com.fasterxml");
        });
    }

    /** Each line of the demo's page once left out, once without its value: the loader is the judge. */
    @ParameterizedTest(name = "line {0}")
    @MethodSource("linesOfTheDemo")
    void whatever_the_loader_refuses_is_refused_here_too(int line) throws IOException {
        for (String mutant : mutants(demo().lines().toList(), line)) {
            boolean refused = refusedByTheLoader(mutant);

            assertThat(errors(mutant).isEmpty()).as(mutant).isEqualTo(!refused);
        }
    }

    static Stream<Integer> linesOfTheDemo() throws IOException {
        return IntStream.range(0, (int) demo().lines().count()).boxed();
    }

    private static List<String> mutants(List<String> lines, int line) {
        List<String> without = new ArrayList<>(lines);
        without.remove(line);
        List<String> emptied = new ArrayList<>(lines);
        emptied.set(line, lines.get(line).replaceFirst(":.*", ":"));
        return List.of(String.join("\n", without), String.join("\n", emptied));
    }

    private static boolean refusedByTheLoader(String page) {
        try {
            FlowCatalogue.load(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static List<LintFinding> errors(String page) {
        return FlowLint.check(page, runbook -> runbook.startsWith("docs")).stream()
                .filter(one -> one.severity() == Severity.ERROR)
                .toList();
    }

    private static String demo() throws IOException {
        try (InputStream in = FlowLint.class.getResourceAsStream("/flows.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
