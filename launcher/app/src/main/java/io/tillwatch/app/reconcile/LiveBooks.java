package io.tillwatch.app.reconcile;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.odoo.OdooClient;
import io.tillwatch.odoo.OdooException;
import io.tillwatch.odoo.OdooReader;
import io.tillwatch.odoo.OdooSettings;
import io.tillwatch.odoo.RightsCheck;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Option;

/** A running Odoo. */
final class LiveBooks {
    @Option(names = "--odoo-url", required = true, paramLabel = "URL", description = "a running Odoo")
    @SuppressWarnings("NullAway.Init") // required
    private URI url;

    @Option(names = "--odoo-db", required = true, paramLabel = "NAME", description = "its database")
    @SuppressWarnings("NullAway.Init") // required
    private String database;

    @Option(names = "--odoo-user", required = true, paramLabel = "LOGIN", description = "the read-only user")
    @SuppressWarnings("NullAway.Init") // required
    private String user;

    @Option(
            names = "--odoo-key-env",
            paramLabel = "NAME",
            defaultValue = "TILLWATCH_ODOO_KEY",
            description = "environment variable with its API key or password; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private String keyEnv;

    @Option(
            names = "--odoo-timeout",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "how long an answer may take; default: ${DEFAULT-VALUE}")
    private long timeout;

    URI url() {
        return url;
    }

    String user() {
        return user;
    }

    List<OdooDocument> read() {
        String secret = secret();
        if (timeout < 1) {
            throw new UserError("--odoo-timeout " + timeout + " is no number of seconds from 1 on");
        }
        OdooSettings settings = OdooSettings.of(url, database, user, secret).within(Duration.ofSeconds(timeout));
        try (OdooClient client = OdooClient.connect(settings)) {
            List<String> problems = RightsCheck.problems(client);
            if (!problems.isEmpty()) {
                throw new UserError("Odoo at " + url + " hides what has to be read, so nothing was judged: "
                        + String.join("; ", problems) + ". Next: give " + user
                        + " read rights on Point of Sale, Sales and Accounting");
            }
            try (ProgressBar bar = new ProgressBarBuilder()
                    .setTaskName("reading Odoo")
                    .setInitialMax(-1)
                    .build()) {
                return new OdooReader(client, WorldClock.system()).readAll(bar::stepTo);
            }
        } catch (OdooException e) {
            throw new UserError("Odoo at " + url + " " + message(e), e);
        }
    }

    private String secret() {
        String secret = System.getenv(keyEnv);
        if (secret == null || secret.isBlank()) {
            throw new UserError(
                    "environment variable " + keyEnv + " is not set: it must hold the API key or password of " + user);
        }
        return secret;
    }

    /** The reader speaks of keys of the configuration; here they are options. */
    private String message(OdooException failure) {
        String said = String.valueOf(failure.getMessage())
                .replace("odoo.url", "--odoo-url")
                .replace("odoo.database", "--odoo-db");
        return switch (failure.kind()) {
            case UNAUTHORIZED ->
                said + ". Next: create a new API key for " + user + " in Odoo and put it into " + keyEnv;
            case FORBIDDEN -> said + ". Next: give " + user + " read rights on it";
            case UNREACHABLE, OUTAGE, THROTTLED -> said + ". Next: run the same command again when it serves";
            default -> said;
        };
    }
}
