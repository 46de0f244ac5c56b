package io.tillwatch.app.flows;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tillwatch flows}. */
@Command(
        name = "flows",
        mixinStandardHelpOptions = true,
        description = "Holds the flow catalogue against itself (lint) and against what runs (discover).",
        subcommands = {LintCommand.class, DiscoverCommand.class})
public final class FlowsCommand implements Runnable {
    /** Something was found: no failure of the command. */
    static final int FOUND = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which of the two? lint or discover");
    }
}
