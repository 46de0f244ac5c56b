package io.tillwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    private Path directory;

    /** What a command line came to. */
    private record Run(int code, String out, String error) {
        /** The error as people see it: one line, without a stack trace. */
        String line() {
            assertThat(error.strip())
                    .doesNotContain("\n")
                    .doesNotContain("\tat ")
                    .startsWith("tillwatch: ");
            return error.strip();
        }
    }

    private static Run run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(error, true));
        String[] texts = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            texts[i] = String.valueOf(arguments[i]);
        }
        int code = commandLine.execute(texts);
        return new Run(code, out.toString(), error.toString());
    }

    @Test
    void an_unknown_command_is_refused_with_the_way_to_help() {
        Run run = run("frobnicate");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.line()).contains("frobnicate").contains("--help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"demo", "run", "check", "audit", "replay-file", "reconcile", "odoo-stand-in", "flows", "bench"})
    void every_command_explains_itself(String command) {
        Run run = run(command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: tillwatch " + command);
    }

    @Test
    void a_missing_file_is_named() {
        Run run = run("replay-file", directory.resolve("none.csv.gz"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("none.csv.gz").doesNotContain("\tat ");
        assertThat(run("reconcile", "--sales", "none.jsonl", "--odoo-export", directory)
                        .line())
                .contains("none.jsonl does not exist");
    }

    @Test
    void a_malformed_key_of_the_configuration_is_named_with_what_is_known() throws IOException {
        Path config = Files.writeString(directory.resolve("t.yaml"), "kafka:\n  prot: 9092\n");

        Run run = run("check", "--config", config);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.line()).contains("kafka.prot").contains("port");
    }

    @Test
    void a_value_out_of_range_and_a_file_that_is_no_yaml_are_told() throws IOException {
        Path range = Files.writeString(directory.resolve("a.yaml"), "console:\n  port: 70000\n");
        Path broken = Files.writeString(directory.resolve("b.yaml"), "kafka:\n  port: 1\n }\n");

        assertThat(run("run", "--config", range).line())
                .contains("console.port")
                .contains("65535");
        assertThat(run("run", "--config", broken).line()).contains("b.yaml").contains("YAML");
    }

    @Test
    void a_port_that_is_taken_is_named_with_its_setting_before_anything_starts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path config = Files.writeString(
                    directory.resolve("t.yaml"),
                    "dataDir: " + directory.resolve("data") + "\nkafka:\n  port: " + taken.getLocalPort()
                            + "\nelasticsearch:\n  port: 0\nconsole:\n  port: 0\n");

            Run run = run("run", "--config", config);

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.line())
                    .contains(Integer.toString(taken.getLocalPort()))
                    .contains("kafka.port");
            assertThat(directory.resolve("data")).doesNotExist();
        }
    }

    @Test
    void an_elasticsearch_that_does_not_answer_is_told_with_what_to_check() throws IOException {
        Path config = Files.writeString(
                directory.resolve("t.yaml"),
                "elasticsearch:\n  url: http://127.0.0.1:1\nkafka:\n  port: 0\nconsole:\n  port: 0\n");

        Run run = run("check", "--config", config);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("failed  Elasticsearch").contains("elasticsearch.url");
        assertThat(run.out()).doesNotContain("\tat ");
    }

    @Test
    void check_names_the_receiver_that_does_not_listen_and_shows_no_secret() throws IOException {
        Path config = Files.writeString(directory.resolve("t.yaml"), """
                kafka: {port: 0}
                elasticsearch: {port: 0}
                notify:
                  receivers:
                    tools: {type: webhook, url: "http://127.0.0.1:1/hook", secretEnv: PATH}
                """);

        Run run = run("check", "--config", config);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("failed  notifications").contains("nobody listens at tools");
        assertThat(run.out()).doesNotContain(System.getenv("PATH"));
    }

    @Test
    void options_of_the_demo_that_make_no_sense_are_refused_before_anything_starts() {
        assertThat(run("demo", "--chaos", "storm").line()).contains("storm").contains("shuffle");
        assertThat(run("demo", "--for", "soon").line()).contains("soon").contains("3m");
        assertThat(run("demo", "--for", "1s").line()).contains("one hour");
        assertThat(run("demo", "--speed", "0").line()).contains("--speed");
    }

    @Test
    void options_of_benchmarks_that_make_no_sense_are_refused_before_anything_starts() {
        assertThat(run("bench").line()).contains("stock-cases").contains("inventory");
        assertThat(run("bench", "inventory", "--mix", "soup").line())
                .contains("--mix")
                .contains("soup");
        assertThat(run("bench", "inventory", "--events", "3").line()).contains("--events");
        assertThat(run("bench", "inventory", "--late-duplicates", "2").line()).contains("--late-duplicates");
        assertThat(run("bench", "inventory", "--commit-interval", "soon").line())
                .contains("--commit-interval")
                .contains("100ms");
        assertThat(run("bench", "inventory", "--growth", "7").line()).contains("--growth 7");
        assertThat(run("bench", "inventory", "--out", directory).line()).contains("--growth");
        assertThat(run("bench", "inventory", "--http", "--growth", "1000").line())
                .contains("--http")
                .contains("--growth");
        assertThat(run("bench", "inventory", "--http", "--rate", "0").line()).contains("--rate");
        assertThat(run("bench", "stock-cases", "--cases", "none.jsonl").line()).contains("none.jsonl does not exist");
        assertThat(run("bench", "stock-cases", "--cases", "none.jsonl", "--engine", "steam")
                        .line())
                .contains("--engine");
    }
}
