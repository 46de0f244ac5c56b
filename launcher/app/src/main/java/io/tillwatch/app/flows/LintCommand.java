package io.tillwatch.app.flows;

import io.tillwatch.app.UserError;
import io.tillwatch.app.config.ConfigFile;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.flow.FlowLint;
import io.tillwatch.contracts.flow.LintFinding;
import io.tillwatch.contracts.flow.LintFinding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tillwatch flows lint}. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = {
            "Says all that is wrong with a page of flows, with file and line: an entry needs an owner, a runbook that"
                    + " exists, recovery objectives and a fallback, among others.",
            "Exit code 0 when the page can be used, 3 when it is refused, 1 when it cannot be read."
        },
        footer = {"", "Example: ./tillwatch flows lint flows.yaml"})
final class LintCommand implements Callable<Integer> {
    private static final String BUILT_IN = "flows.yaml";

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "the page; without it the one that --config names, or else the built-in one")
    private @Nullable Path file;

    @Option(names = "--config", paramLabel = "FILE", description = "configuration in YAML, whose key flows is taken")
    private @Nullable Path config;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private OutputFormat format;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /** What is printed as JSON. */
    private record Report(String file, long errors, long warnings, List<LintFinding> findings) {}

    @Override
    public Integer call() {
        Path page = file != null ? file : ConfigFile.read(config).flows();
        String name = page == null ? BUILT_IN : page.toString();
        List<LintFinding> findings = FlowLint.check(text(page), runbook -> exists(page, runbook));
        long errors = findings.stream()
                .filter(one -> one.severity() == Severity.ERROR)
                .count();
        Report report = new Report(name, errors, findings.size() - errors, findings);
        PrintWriter out = spec.commandLine().getOut();
        if (format == OutputFormat.JSON) {
            OutputFormat.json(report, out);
        } else {
            print(report, out);
        }
        return errors == 0 ? 0 : FlowsCommand.FOUND;
    }

    private static void print(Report report, PrintWriter out) {
        for (LintFinding one : report.findings()) {
            String flow = one.flow() == null ? "" : one.flow();
            String where = one.field() == null ? flow : flow + "." + one.field();
            out.printf(
                    "%s:%d: %s: %s%s%n",
                    report.file(),
                    one.line(),
                    one.severity().name().toLowerCase(Locale.ROOT),
                    where.isEmpty() ? "" : where + " ",
                    one.message());
        }
        out.printf("%s: %d errors, %d warnings%n", report.file(), report.errors(), report.warnings());
        out.flush();
    }

    private static String text(@Nullable Path page) {
        try {
            if (page != null) {
                return Files.readString(page);
            }
            try (InputStream in = FlowCatalogue.class.getResourceAsStream("/" + BUILT_IN)) {
                return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UserError(
                    "flow catalogue " + page + " cannot be read: name another file, or check that it is UTF-8 text"
                            + " that you may read",
                    e);
        }
    }

    /** Beside the page, where the command runs, or in the installation. */
    private static boolean exists(@Nullable Path page, String runbook) {
        try {
            Path beside = page == null ? null : page.toAbsolutePath().getParent();
            String home = System.getProperty("tillwatch.home");
            return (beside != null && Files.exists(beside.resolve(runbook)))
                    || Files.exists(Path.of(runbook))
                    || (home != null && Files.exists(Path.of(home, runbook)));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
