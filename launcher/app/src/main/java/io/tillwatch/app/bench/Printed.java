package io.tillwatch.app.bench;

import io.tillwatch.contracts.json.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** A benchmark's figures on the terminal: one JSON object for programs, or words. */
final class Printed {
    private Printed() {}

    static void tell(CommandSpec spec, boolean json, Object report, Consumer<PrintWriter> text) {
        PrintWriter terminal = spec.commandLine().getOut();
        if (json) {
            terminal.println(new String(Json.bytes(report), StandardCharsets.UTF_8));
        } else {
            text.accept(terminal);
        }
        terminal.flush();
    }
}
