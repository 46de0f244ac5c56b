package io.tillwatch.app;

import io.tillwatch.app.audit.AuditCommand;
import io.tillwatch.app.bench.BenchCommand;
import io.tillwatch.app.check.CheckCommand;
import io.tillwatch.app.demo.DemoCommand;
import io.tillwatch.app.flows.FlowsCommand;
import io.tillwatch.app.jobjar.JobJarCommand;
import io.tillwatch.app.reconcile.ReconcileCommand;
import io.tillwatch.app.replay.ReplayFileCommand;
import io.tillwatch.app.run.RunCommand;
import io.tillwatch.app.standin.OdooStandInCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The top-level command. */
@Command(
        name = "tillwatch",
        mixinStandardHelpOptions = true,
        version = "tillwatch 0.1.0",
        description = "The control layer over a retailer's integrations: is the stock right, which flow is late, do the"
                + " books match the tills?",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            CheckCommand.class,
            AuditCommand.class,
            ReplayFileCommand.class,
            ReconcileCommand.class,
            OdooStandInCommand.class,
            JobJarCommand.class,
            FlowsCommand.class,
            BenchCommand.class
        },
        footer = {"", "Start with: ./tillwatch demo"})
final class Tillwatch implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "which command? demo, run, check, audit, replay-file, reconcile, odoo-stand-in, job-jar or bench");
    }
}
