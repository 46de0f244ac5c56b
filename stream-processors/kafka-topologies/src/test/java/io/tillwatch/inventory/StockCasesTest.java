package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases whose expected positions come from a brute-force oracle over the whole set of events. */
class StockCasesTest {
    private static final String[] FIGURES = {"onHand", "reserved", "inTransit", "damaged", "buffer", "available"};

    static Stream<Arguments> committedCases() throws IOException {
        return cases(Path.of("src/test/resources/stock-cases.jsonl"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("committedCases")
    void position_is_a_function_of_the_set_of_movements(String name, StockCase stockCase, JsonNode expected) {
        // When
        StockCaseResult result = StockCases.run(stockCase);

        // Then
        assertThat(differences(result, expected)).isEmpty();
    }

    @ParameterizedTest(name = "all cases of {0}")
    @ValueSource(strings = {"worked.jsonl", "cases.jsonl"})
    void every_shared_case_is_right(String file) throws IOException {
        Path shared = Path.of(System.getProperty("tillwatch.shared", "../shared"), "inventory", file);
        assumeTrue(Files.exists(shared), "skipped: " + shared + " is not there (set -Dtillwatch.shared)");

        // When every case is run, then none differs from the oracle
        List<String> wrong = new ArrayList<>();
        cases(shared).forEach(arguments -> {
            Object[] one = arguments.get();
            differences(StockCases.run((StockCase) one[1]), (JsonNode) one[2])
                    .forEach(difference -> wrong.add(one[0] + ": " + difference));
        });
        assertThat(wrong).isEmpty();
    }

    private static Stream<Arguments> cases(Path file) throws IOException {
        List<StockCase> cases = StockCases.read(file);
        List<String> lines = Files.readAllLines(file);
        List<Arguments> arguments = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            JsonNode expected = Json.mapper().readTree(lines.get(i)).get("expect");
            arguments.add(Arguments.of(cases.get(i).name(), cases.get(i), expected));
        }
        return arguments.stream();
    }

    static List<String> differences(StockCaseResult result, JsonNode expected) {
        List<String> wrong = new ArrayList<>();
        JsonNode told = Json.mapper().valueToTree(result);
        for (Map.Entry<String, JsonNode> one : expected.get("positions").properties()) {
            JsonNode ours = told.get("positions").path(one.getKey());
            for (String figure : FIGURES) {
                BigDecimal want = new BigDecimal(one.getValue().get(figure).asText());
                BigDecimal got = new BigDecimal(ours.path(figure).asText("0"));
                if (want.compareTo(got) != 0) {
                    wrong.add(one.getKey() + " " + figure + " " + got + " instead of " + want);
                }
            }
            one.getValue().get("variance").properties().forEach(count -> {
                BigDecimal want = new BigDecimal(count.getValue().asText());
                BigDecimal got = new BigDecimal(
                        ours.path("variance").path(count.getKey()).asText("-999999"));
                if (want.compareTo(got) != 0) {
                    wrong.add(one.getKey() + " variance of " + count.getKey() + " " + got + " instead of " + want);
                }
            });
        }
        if (result.duplicates() != expected.get("duplicates").asInt()) {
            wrong.add("duplicates " + result.duplicates() + " instead of " + expected.get("duplicates"));
        }
        List<Integer> quarantined = new ArrayList<>();
        expected.get("quarantined").forEach(index -> quarantined.add(index.asInt()));
        if (!result.quarantined().equals(quarantined)) {
            wrong.add("quarantined " + result.quarantined() + " instead of " + quarantined);
        }
        return wrong;
    }
}
