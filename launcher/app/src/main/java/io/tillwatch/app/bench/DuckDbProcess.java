package io.tillwatch.app.bench;

import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The other side of the measurement: DuckDB doing the same steps on the same files, in a cold process of its own. */
final class DuckDbProcess {
    static final String FOUND = "duckdb-breaks.csv";
    private static final String STEPS = "duckdb.sql";

    private DuckDbProcess() {}

    /** @param args directory of the files, directory to write into */
    public static void main(String[] args) throws IOException, SQLException {
        Path books = Path.of(args[0]);
        Path out = Path.of(args[1]);
        long differing = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET temp_directory = '" + out.resolve("duckdb-spill") + "'");
            for (String step : steps(books, out)) {
                if (statement.execute(step)) {
                    try (ResultSet result = statement.getResultSet()) {
                        differing = result.next() ? result.getLong(1) : 0;
                    }
                }
            }
        }
        System.out.println(new String(
                Json.bytes(ProcessCost.here(Map.of("differing", differing))),
                StandardCharsets.UTF_8)); // the parent reads it
    }

    private static List<String> steps(Path books, Path out) throws IOException {
        try (InputStream in = Objects.requireNonNull(DuckDbProcess.class.getResourceAsStream(STEPS), STEPS)) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${books}", books.toString())
                    .replace("${out}", out.toString())
                    .replace("${currencies}", currencies());
            return Stream.of(script.split(";\\s*\\n", -1))
                    .filter(step -> !step.isBlank())
                    .toList();
        }
    }

    private static String currencies() {
        return Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .sorted()
                .collect(Collectors.joining("', '", "'", "'"));
    }

    /** What it found, {@code KIND,key} as the truth has it, in order. */
    static List<String> found(Path out) throws IOException {
        try (Stream<String> lines = Files.lines(out.resolve(FOUND))) {
            return lines.skip(1).sorted().toList();
        }
    }
}
