package io.tillwatch.app.standin;

import io.tillwatch.app.UserError;
import io.tillwatch.simulator.odoo.OdooAccess;
import io.tillwatch.simulator.odoo.OdooStandIn;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillwatch odoo-stand-in}. */
@Command(
        name = "odoo-stand-in",
        mixinStandardHelpOptions = true,
        description = {
            "Serves an export of Odoo on loopback as a live server does, over JSON-2 and JSON-RPC, until Ctrl-C.",
            "For trying out what reads Odoo; it holds no secrets, and its credentials open nothing else."
        },
        footer = {
            "",
            "Example: ./tillwatch odoo-stand-in --export export/ --port 8069",
            "then, beside it, with the key for JSON-2 or the password for JSON-RPC:",
            "  TILLWATCH_ODOO_KEY=stand-in-key ./tillwatch reconcile --sales sales.jsonl \\",
            "      --odoo-url http://127.0.0.1:8069 --odoo-db retail --odoo-user integration_ro"
        })
public final class OdooStandInCommand implements Callable<Integer> {
    @Option(names = "--export", required = true, paramLabel = "DIR", description = "an export: one JSON file a model")
    @SuppressWarnings("NullAway.Init") // required
    private Path export;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8069",
            description = "where it listens on 127.0.0.1; 0 picks a free one; default: ${DEFAULT-VALUE}")
    private int port;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isDirectory(export)) {
            throw new UserError(export + " is no directory: --export wants one with a JSON file a model");
        }
        OdooAccess access = OdooAccess.demo();
        try (OdooStandIn odoo = start(access)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("Odoo stand-in at " + odoo.url() + " with the export of " + export);
            out.println("  database " + access.database() + ", user " + access.user() + ", API key " + access.apiKey()
                    + " (JSON-2), password " + access.password() + " (JSON-RPC); Ctrl-C stops it");
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private OdooStandIn start(OdooAccess access) {
        OdooStandIn odoo;
        try {
            odoo = OdooStandIn.start(port, access);
        } catch (RuntimeException e) {
            throw new UserError("port " + port + " cannot be used: choose another with --port", e);
        }
        try {
            return odoo.loadExport(export);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            odoo.close();
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }
}
