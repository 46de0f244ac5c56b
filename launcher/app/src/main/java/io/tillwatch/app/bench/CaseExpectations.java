package io.tillwatch.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.app.UserError;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.inventory.StockCaseResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a file of stock cases says that each of them must come to. */
final class CaseExpectations {
    private static final List<String> FIGURES =
            List.of("onHand", "reserved", "inTransit", "damaged", "buffer", "available");

    private final List<JsonNode> expected;

    private CaseExpectations(List<JsonNode> expected) {
        this.expected = expected;
    }

    /** @throws UserError when a case does not say what it expects */
    static CaseExpectations read(Path file) throws IOException {
        List<JsonNode> expected = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            JsonNode expect = Json.mapper().readTree(line).path("expect");
            if (!expect.path("positions").isObject()) {
                throw new UserError(file + " line " + number + " has no expect.positions: run without --check");
            }
            expected.add(expect);
        }
        return new CaseExpectations(expected);
    }

    /** One line for each difference; empty when all is right. */
    List<String> differences(List<StockCaseResult> results) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            String name = results.get(i).name();
            compare(results.get(i), expected.get(i)).forEach(one -> differences.add(name + ": " + one));
        }
        return differences;
    }

    private static List<String> compare(StockCaseResult result, JsonNode expect) {
        List<String> wrong = new ArrayList<>();
        JsonNode told = Json.mapper().valueToTree(result);
        JsonNode positions = expect.get("positions");
        TreeSet<String> keys = new TreeSet<>(result.positions().keySet());
        positions.fieldNames().forEachRemaining(keys::add);
        // A position of zeros may be told or left out: what is absent counts as zeros.
        for (String key : keys) {
            JsonNode want = positions.path(key);
            JsonNode got = told.get("positions").path(key);
            FIGURES.forEach(figure -> number(wrong, key + " " + figure, want.path(figure), got.path(figure)));
            TreeSet<String> counts = new TreeSet<>();
            want.path("variance").fieldNames().forEachRemaining(counts::add);
            got.path("variance").fieldNames().forEachRemaining(counts::add);
            counts.forEach(count -> present(
                    wrong,
                    key + " variance of " + count,
                    want.path("variance").get(count),
                    got.path("variance").get(count)));
        }
        number(wrong, "duplicates", expect.path("duplicates"), told.path("duplicates"));
        if (!expect.path("quarantined").equals(told.path("quarantined"))) {
            wrong.add("quarantined " + told.path("quarantined") + " instead of " + expect.path("quarantined"));
        }
        return wrong;
    }

    private static void present(List<String> wrong, String what, @Nullable JsonNode want, @Nullable JsonNode got) {
        if (want == null || got == null) {
            wrong.add(what + (got == null ? " is missing" : " is not expected"));
        } else {
            number(wrong, what, want, got);
        }
    }

    private static void number(List<String> wrong, String what, JsonNode want, JsonNode got) {
        BigDecimal wanted = new BigDecimal(want.asText("0"));
        BigDecimal told = new BigDecimal(got.asText("0"));
        if (wanted.compareTo(told) != 0) {
            wrong.add(what + " " + told.toPlainString() + " instead of " + wanted.toPlainString());
        }
    }
}
