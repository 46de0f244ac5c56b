package io.tillwatch.app.audit;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tillwatch audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description =
                "Who did what: every word of a person about an incident, and every silence, as a chain of hashes.",
        subcommands = VerifyCommand.class)
public final class AuditCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command? verify");
    }
}
