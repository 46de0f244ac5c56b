package io.tillwatch.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.audit.AuditChain;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void a_whole_chain_ends_with_0_and_its_anchor_finds_the_cut_end_with_3() throws IOException {
        // Given
        List<String> lines = lines();

        // When
        int whole = run("--file", write(lines));
        String anchor = out.toString().lines().reduce((a, b) -> b).orElse("").replace("anchor: ", "");
        int cut = run("--file", write(lines.subList(0, 4)), "--anchor", anchor);

        // Then
        assertThat(whole).isZero();
        assertThat(cut).isEqualTo(3);
        assertThat(out.toString()).contains("5 entries, the chain is whole", "removed   entry 5");
    }

    @Test
    void a_changed_entry_is_named() throws IOException {
        List<String> lines = new ArrayList<>(lines());
        lines.set(2, lines.get(2).replace("ada", "eve"));

        int code = run("--file", write(lines));

        assertThat(code).isEqualTo(3);
        assertThat(out.toString()).contains("changed   entry 3").contains("5 entries, 1 findings");
    }

    @Test
    void what_is_no_audit_is_refused() throws IOException {
        assertThat(run("--file", Files.writeString(directory.resolve("x"), "{}\n")))
                .isEqualTo(1);
        assertThat(run("--anchor", "7")).isEqualTo(2);
    }

    private int run(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            texts[i] = String.valueOf(arguments[i]);
        }
        return new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(texts);
    }

    private Path write(List<String> lines) throws IOException {
        return Files.write(directory.resolve("audit.jsonl"), lines);
    }

    private static List<String> lines() {
        AuditChain chain = new AuditChain();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            lines.add(new String(
                    Json.bytes(chain.append(Instant.EPOCH, "ada", "incident.resolve", "i" + i, null)),
                    StandardCharsets.UTF_8));
        }
        return lines;
    }
}
