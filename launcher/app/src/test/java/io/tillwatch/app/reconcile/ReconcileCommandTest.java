package io.tillwatch.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.simulator.odoo.OdooAccess;
import io.tillwatch.simulator.odoo.OdooStandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code tillwatch reconcile} against files and against real HTTP. */
class ReconcileCommandTest {
    /** The key has to come from the environment: this variable is in every one. */
    private static final String KEY_ENV = "PATH";

    private static final String KEY = System.getenv(KEY_ENV);

    @TempDir
    private Path directory;

    private SmallBooks books;

    private record Run(int code, String out, String error) {}

    @BeforeEach
    void books() {
        books = new SmallBooks(directory);
    }

    private static Run run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            texts[i] = String.valueOf(arguments[i]);
        }
        CommandLine commandLine = new CommandLine(new ReconcileCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage());
                    return 1;
                })
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(error, true));
        return new Run(commandLine.execute(texts), out.toString(), error.toString());
    }

    private Run live(String url, Object... more) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(
                "--sales",
                books.sales(),
                "--odoo-url",
                url,
                "--odoo-db",
                "retail",
                "--odoo-user",
                "integration_ro",
                "--odoo-key-env",
                KEY_ENV));
        arguments.addAll(List.of(more));
        return run(arguments.toArray());
    }

    private static OdooStandIn odoo(Path export) {
        return OdooStandIn.start(0, new OdooAccess("retail", "integration_ro", "a password", KEY))
                .loadExport(export);
    }

    @Test
    void a_report_holds_the_cases_with_links_and_the_exit_code_says_that_the_books_differ() throws IOException {
        Path report = directory.resolve("report.json");

        Run run = run(
                "--sales",
                books.sales(),
                "--odoo-export",
                books.export(),
                "--report",
                report,
                "--odoo-link",
                "https://user:secret@odoo.example.com/x");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out())
                .contains("3 sales (0 delivered again), 2 matched, 1 breaks, 0 not due yet")
                .contains("MISSING_IN_ODOO              4.50  R2: Receipt of 4.50 GBP is not in Odoo")
                .contains("integration: Import the sale again")
                .contains("https://odoo.example.com/odoo/pos.session/12")
                .doesNotContain("secret");
        JsonNode found =
                Json.mapper().readTree(Files.readAllBytes(report)).path("cases").path(0);
        assertThat(found.path("kind").asText()).isEqualTo("MISSING_IN_ODOO");
        assertThat(found.path("class").asText()).isEqualTo("MISMATCHED");
        assertThat(found.path("level").asText()).isEqualTo("sale");
        assertThat(found.path("sales").path(0).asText()).isEqualTo("R2");
        assertThat(found.path("amounts").path("residual").asText()).isEqualTo("-4.50");
    }

    @Test
    void bad_lines_are_listed_with_their_numbers_and_the_rest_is_judged() throws IOException {
        Path sales = books.sales(
                "{\"source_id\": \"R3\", \"chan",
                SmallBooks.receipt("R4", "1.0").strip().replace("GBP", "QQQ"));

        Run run = run("--sales", sales, "--odoo-export", books.export());

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out())
                .contains("3 sales (0 delivered again), 2 matched, 1 breaks")
                .contains("not read: line 4: is cut off")
                .contains("not read: line 5: currency is not one that ISO 4217 knows");
    }

    @Test
    void csv_has_a_line_for_each_case_and_for_each_line_that_was_not_read() throws IOException {
        Run run = run("--sales", books.sales("oops"), "--odoo-export", books.export(), "--format", "csv");

        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("id,level,class,kind,status");
        assertThat(lines.get(1)).contains("MISSING_IN_ODOO").contains(",R2,").contains(",-4.50,GBP,4.50,");
        assertThat(lines.get(2)).contains("NOT_READ").contains("line 4: is not JSON");
        int columns = lines.get(0).split(",", -1).length;
        assertThat(lines.get(2).split(",", -1)).hasSize(columns);
    }

    @Test
    void json_on_the_standard_output_is_json_and_nothing_else() throws IOException {
        Run run = run("--sales", books.sales(), "--odoo-export", books.export(), "--format", "json");

        assertThat(Json.mapper().readTree(run.out()).path("matched").asInt()).isEqualTo(2);
    }

    @Test
    void a_period_tells_only_what_began_in_it_and_a_period_that_is_none_is_refused() throws IOException {
        Object[] base = {"--sales", books.sales(), "--odoo-export", books.export()};

        assertThat(run(base[0], base[1], base[2], base[3], "--from", "2026-03-11")
                        .code())
                .isZero();
        assertThat(run(base[0], base[1], base[2], base[3], "--from", "2026-03-10", "--to", "2026-03-11")
                        .code())
                .isEqualTo(3);
        assertThat(run(base[0], base[1], base[2], base[3], "--from", "soon").error())
                .contains("--from soon");
        assertThat(run(base[0], base[1], base[2], base[3], "--zone", "Mars/Olympus")
                        .error())
                .contains("Mars/Olympus")
                .contains("Europe/Paris");
        assertThat(run(base[0], base[1], base[2], base[3], "--as-of", "soon").error())
                .contains("--as-of soon");
    }

    @Test
    void a_file_without_a_sale_is_refused_with_its_first_problem() throws IOException {
        Path sales = Files.writeString(directory.resolve("bad.jsonl"), "a,b,c\n1,2,3\n");

        Run run = run("--sales", sales, "--odoo-export", books.export());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("line 1: is not JSON").contains("--help");
    }

    @Test
    void an_export_that_lacks_a_model_is_refused_since_all_would_look_missing() throws IOException {
        Path export = books.export();
        Files.delete(export.resolve("account_move.json"));

        Run run = run("--sales", books.sales(), "--odoo-export", export);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error())
                .contains("nothing was judged")
                .contains("1 of 1 entries of closed sessions (account.move) were not read")
                .contains("--partial");
        // When what can be seen is asked for
        Run partial = run("--sales", books.sales(), "--odoo-export", export, "--partial");
        assertThat(partial.code()).isEqualTo(3);
        assertThat(partial.out()).contains("not seen: 1 of 1 entries of closed sessions");
    }

    @Test
    void an_export_whose_rows_lack_a_field_that_judging_needs_is_refused() throws IOException {
        Path export = books.export();
        Path moves = export.resolve("account_move.json");
        Files.writeString(moves, Files.readString(moves).replace("\"state\":\"posted\",", ""));

        Run run = run("--sales", books.sales(), "--odoo-export", export);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("account.move without state").contains("export those models");
    }

    @Test
    void a_running_odoo_is_read_over_both_protocols_with_the_same_cases() throws IOException {
        Path export = books.export();
        String file = run("--sales", books.sales(), "--odoo-export", export, "--format", "json")
                .out();
        try (OdooStandIn json2 = odoo(export);
                OdooStandIn jsonRpc = OdooStandIn.start(
                                0, new OdooAccess("retail", "integration_ro", KEY, "another key"))
                        .loadExport(export)) {
            for (String url : List.of(json2.url(), jsonRpc.url())) {
                Run run = live(url, "--format", "json");

                assertThat(run.code()).as(run.error()).isEqualTo(3);
                assertThat(ids(run.out())).isEqualTo(ids(file));
            }
        }
    }

    private static Set<String> ids(String report) throws IOException {
        Set<String> ids = new TreeSet<>();
        Json.mapper()
                .readTree(report)
                .path("cases")
                .forEach(found -> ids.add(found.path("id").asText()));
        return ids;
    }

    @Test
    void an_odoo_that_is_down_slow_or_without_its_database_is_told_with_what_to_do() throws IOException {
        assertThat(live("http://127.0.0.1:1").error())
                .contains("http://127.0.0.1:1 does not answer")
                .contains("--odoo-url")
                .contains("Next: run the same command again");
        try (OdooStandIn odoo = odoo(books.export())) {
            odoo.down(true);
            Run run = live(odoo.url());
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.error()).contains("database is down").contains("--odoo-db");
        }
        try (Proxy slow = new Proxy("", path -> new Proxy.Answer(200, null))) {
            assertThat(live(slow.url(), "--odoo-timeout", "1").error()).contains("does not answer within 1 s");
        }
    }

    @Test
    void an_expired_key_and_a_missing_one_are_told_with_what_to_do() throws IOException {
        try (OdooStandIn odoo = OdooStandIn.start(0, new OdooAccess("retail", "integration_ro", "secret", "key"))
                .loadExport(books.export())) {
            assertThat(live(odoo.url()).error())
                    .contains("does not accept the user's key or password: it may be wrong or expired")
                    .contains("create a new API key for integration_ro")
                    .doesNotContain(KEY);
        }
        Run unset = run(
                "--sales",
                books.sales(),
                "--odoo-url",
                "http://127.0.0.1:1",
                "--odoo-db",
                "retail",
                "--odoo-user",
                "integration_ro",
                "--odoo-key-env",
                "NO_SUCH_VARIABLE");
        assertThat(unset.error()).contains("NO_SUCH_VARIABLE is not set");
    }

    @Test
    void an_odoo_that_forbids_a_model_or_hides_rows_is_refused_and_nothing_is_called_missing() throws IOException {
        Path export = books.export();
        try (OdooStandIn odoo = odoo(export);
                Proxy forbidding = new Proxy(
                        odoo.url(),
                        path -> path.equals("/json/2/account.move/search_read")
                                ? new Proxy.Answer(
                                        403,
                                        "{\"name\":\"odoo.exceptions.AccessError\",\"message\":\"You are not allowed to"
                                                + " access 'Journal Entry' (account.move) records.\\nmore\"}")
                                : null)) {
            Run run = live(forbidding.url());
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.error())
                    .contains("nothing was judged")
                    .contains("account.move")
                    .contains("give integration_ro read rights");
        }
        // Given a user who sees no entries, and another who sees no sale orders: Odoo shows neither an error
        SmallBooks.model(export, "account.move");
        try (OdooStandIn odoo = odoo(export)) {
            assertThat(live(odoo.url()).error()).contains("sees 0 of the entries of 1 closed sessions");
        }
        books.export();
        SmallBooks.model(export, "sale.order");
        try (OdooStandIn odoo = odoo(export)) {
            assertThat(live(odoo.url()).error())
                    .contains("nothing was judged")
                    .contains("sale.order")
                    .contains("give integration_ro read rights");
        }
    }

    /** The labelled books of a real Odoo, as the file, over JSON-2 and over JSON-RPC. */
    @ParameterizedTest
    @ValueSource(strings = {"export", "JSON-2", "JSON-RPC"})
    void every_label_of_the_labelled_books_is_found_and_nothing_is_invented(String way) throws IOException {
        Path seeded = Path.of(System.getProperty("tillwatch.shared", "../shared"), "odoo", "recordings", "seeded");
        assumeTrue(Files.isDirectory(seeded), () -> "no labelled data at " + seeded + ": set -Dtillwatch.shared");
        Path sales = seeded.resolve("sales.jsonl");
        OdooAccess access = way.equals("JSON-2")
                ? new OdooAccess("retail", "integration_ro", "a password", KEY)
                : new OdooAccess("retail", "integration_ro", KEY, "another key");

        Run run;
        if (way.equals("export")) {
            run = run("--sales", sales, "--odoo-export", seeded, "--format", "json");
        } else {
            try (OdooStandIn odoo = OdooStandIn.start(0, access).loadExport(seeded)) {
                run = run(
                        "--sales",
                        sales,
                        "--odoo-url",
                        odoo.url(),
                        "--odoo-db",
                        "retail",
                        "--odoo-user",
                        "integration_ro",
                        "--odoo-key-env",
                        KEY_ENV,
                        "--format",
                        "json");
            }
        }

        assertThat(run.code()).as(run.error()).isEqualTo(3);
        JsonNode truth = Json.mapper().readTree(Files.readAllBytes(seeded.resolve("ground_truth.json")));
        assertThat(Labels.told(Json.mapper().readTree(run.out()), truth)).isEqualTo(Labels.wanted(truth));
    }

    /** Labels and cases by what they are about, in the words of the labels. */
    private static final class Labels {
        private static final Map<String, String> KIND = Map.ofEntries(
                Map.entry("missing_in_odoo", "MISSING_IN_ODOO"),
                Map.entry("missing_order", "MISSING_IN_ODOO"),
                Map.entry("amount_mismatch", "AMOUNT_MISMATCH"),
                Map.entry("duplicate_order", "DUPLICATE_ORDER"),
                Map.entry("missing_invoice", "MISSING_INVOICE"),
                Map.entry("draft_invoice", "DRAFT_POSTING"),
                Map.entry("cancelled_invoice", "CANCELLED_POSTING"),
                Map.entry("duplicate_invoice_same_ref", "DUPLICATE_POSTING"),
                Map.entry("duplicate_invoice_orphan_copy", "ORPHAN_POSTING"),
                Map.entry("late_posting", "LATE_POSTING"),
                Map.entry("wrong_currency", "CURRENCY_MISMATCH"),
                Map.entry("session_entry_amount_altered", "ENTRY_ALTERED"),
                Map.entry("session_entry_duplicated", "DUPLICATE_POSTING"),
                Map.entry("session_entry_reset_to_draft", "DRAFT_POSTING"));

        static Map<String, String> wanted(JsonNode truth) {
            Map<String, String> wanted = new TreeMap<>();
            Set<Integer> open = new TreeSet<>();
            truth.path("sessions").forEach(session -> {
                String label = session.path("label").asText();
                if (label.equals("open_not_posted")) {
                    open.add(session.path("session_id").asInt());
                }
                put(wanted, "session " + session.path("session_id").asText(), label);
            });
            for (JsonNode sale : truth.path("sales")) {
                if (!open.contains(sale.path("session_id").asInt(-1))
                        || !sale.path("label").asText().equals("missing_in_odoo")) {
                    put(
                            wanted,
                            sale.path("source_id").asText(),
                            sale.path("label").asText());
                }
            }
            return wanted;
        }

        private static void put(Map<String, String> wanted, String about, String label) {
            String kind = KIND.get(label);
            if (kind != null) {
                wanted.put(about, kind);
            }
        }

        static Map<String, String> told(JsonNode report, JsonNode truth) {
            Map<String, String> copies = new TreeMap<>();
            Set<String> known = new TreeSet<>();
            truth.path("sales").forEach(sale -> {
                known.add(sale.path("source_id").asText());
                if (sale.path("label").asText().equals("duplicate_invoice_orphan_copy")) {
                    copies.put(
                            sale.path("duplicate_move_id").asText(),
                            sale.path("source_id").asText());
                }
            });
            truth.path("sessions")
                    .forEach(session ->
                            known.add("session " + session.path("session_id").asText()));
            Map<String, String> told = new TreeMap<>();
            for (JsonNode found : report.path("cases")) {
                if (found.path("class").asText().equals("EXPECTED")) {
                    continue;
                }
                String kind = found.path("kind").asText();
                if (found.path("level").asText().equals("session")) {
                    found.path("sessions").forEach(id -> told.merge("session " + id.asText(), kind, Labels::both));
                } else {
                    found.path("sales").forEach(id -> told.merge(id.asText(), kind, Labels::both));
                    found.path("postings").forEach(posting -> {
                        String copied = copies.get(posting.path("id").asText());
                        if (copied != null && found.path("sales").isEmpty()) {
                            told.merge(copied, kind, Labels::both);
                        }
                    });
                }
            }
            told.keySet().retainAll(known);
            return told;
        }

        private static String both(String some, String other) {
            return some.equals(other) ? some : some + " and " + other;
        }
    }
}
