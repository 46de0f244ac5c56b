package io.tillwatch.app.audit;

import io.tillwatch.app.config.ConfigFile;
import io.tillwatch.app.config.TillwatchConfig;
import io.tillwatch.audit.AuditVerification;
import io.tillwatch.audit.AuditVerification.Anchor;
import io.tillwatch.contracts.watch.AuditEntry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillwatch audit verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Finds entries of the audit that were changed, removed, put in or moved, and names them.",
            "A cut end, or a chain that was written anew, shows only against an anchor: keep the one that this command"
                    + " prints where nobody who can write the audit can write."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the chain is whole", "1:it could not be read", "3:something was done to it"})
final class VerifyCommand implements Callable<Integer> {
    private static final int TAMPERED = 3;
    private static final Pattern ANCHOR = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

    /** Where the audit stands. */
    enum Source {
        TOPIC,
        INDEX
    }

    @Option(names = "--config", paramLabel = "FILE", description = "configuration in YAML; without it, all defaults")
    private @Nullable Path config;

    @Option(
            names = "--source",
            defaultValue = "TOPIC",
            description = "${COMPLETION-CANDIDATES}: the topic, or its copy in Elasticsearch (default: topic)")
    private Source source = Source.TOPIC;

    @Option(names = "--file", paramLabel = "FILE", description = "an export in place of both: one JSON entry a line")
    private @Nullable Path file;

    @Option(names = "--anchor", paramLabel = "NUMBER:HASH", description = "an entry that must still be there")
    private @Nullable String anchor;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        Anchor kept = anchor == null ? null : parsed(anchor);
        AuditVerification found = AuditVerification.of(entries(), kept);
        PrintWriter out = spec.commandLine().getOut();
        for (AuditVerification.Finding finding : found.findings()) {
            out.printf(
                    "%-9s entry %d %s%n",
                    finding.kind().name().toLowerCase(Locale.ROOT), finding.number(), finding.what());
        }
        AuditEntry last = found.last();
        out.println(found.entries() + " entries, "
                + (found.findings().isEmpty()
                        ? "the chain is whole"
                        : found.findings().size() + " findings"));
        if (last != null) {
            out.println("anchor: " + last.number() + ":" + last.hash());
        }
        out.flush();
        return found.findings().isEmpty() ? 0 : TAMPERED;
    }

    private List<AuditEntry> entries() {
        if (file != null) {
            return AuditSource.file(file);
        }
        TillwatchConfig configuration = ConfigFile.read(config);
        return source == Source.TOPIC ? AuditSource.topic(configuration) : AuditSource.index(configuration);
    }

    private Anchor parsed(String text) {
        Matcher matcher = ANCHOR.matcher(text);
        if (!matcher.matches()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--anchor must be NUMBER:HASH, as this command prints it, was " + text);
        }
        return new Anchor(Long.parseLong(matcher.group(1)), matcher.group(2));
    }
}
