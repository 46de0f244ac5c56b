package io.tillwatch.app.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tillwatch bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Tillwatch; each measurement first proves that its results are right.",
        subcommands = {
            StockCasesCommand.class,
            InventoryCommand.class,
            ReconciliationCommand.class,
            IncidentCommand.class
        })
public final class BenchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "which benchmark? stock-cases, inventory, reconciliation or incidents");
    }
}
