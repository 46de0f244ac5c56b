package io.tillwatch.app.assembly;

import io.tillwatch.app.UserError;
import io.tillwatch.app.assembly.Assembly.Wave;
import io.tillwatch.app.config.OdooConfig.ReadBy;
import io.tillwatch.app.config.TillwatchConfig;
import io.tillwatch.engines.EmbeddedFlink;
import io.tillwatch.odoo.OdooFeed;
import io.tillwatch.odoo.OdooSettings;
import io.tillwatch.odoo.source.OdooTarget;
import io.tillwatch.odoo.source.SecretPlace;
import io.tillwatch.reconciliation.Rules;
import io.tillwatch.reconciliation.job.OdooInput;
import io.tillwatch.reconciliation.job.ReconciliationJob;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.jspecify.annotations.Nullable;

/** Starts what holds the books against the sales: the reconciliation on an embedded Flink, and the reader of Odoo. */
final class Books {
    private static final Duration READ_ODOO_EVERY = Duration.ofSeconds(1);
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(10);

    private Books() {}

    /**
     * Starts both.
     *
     * @param odoo null when no Odoo is read
     * @param simulated whether {@code odoo} is a simulated one, whose clock is not the machine's: it is read by a feed
     */
    static void start(
            TillwatchConfig config,
            Map<String, Object> clientProperties,
            @Nullable OdooSettings odoo,
            boolean simulated,
            InstantSource odooClock,
            Running running) {
        boolean readByJob = !simulated && config.odoo().readBy() == ReadBy.JOB;
        OdooInput input = odoo != null && readByJob ? input(odoo, config) : null;
        EmbeddedFlink flink = running.keep(
                Wave.SERVICES, "Flink", EmbeddedFlink.start(config.dataDir().resolve("flink"), 1));
        var last = Checkpoints.youngest(flink.checkpoints());
        var environment = flink.environment();
        ReconciliationJob.define(
                environment, clientProperties, Rules.DEFAULT, CHECKPOINT_EVERY, DeliveryGuarantee.AT_LEAST_ONCE, input);
        var job = flink.submit(environment, ReconciliationJob.NAME, last);
        running.watch(() -> flink.status(job).isTerminalState() ? "the reconciliation job has stopped" : null);
        if (odoo != null && input == null) {
            OdooFeed feed = OdooFeed.start(odoo, clientProperties, odooClock, READ_ODOO_EVERY);
            running.keep(Wave.DOORS, "Odoo reader", feed, feed::problem);
        }
    }

    private static OdooInput input(OdooSettings odoo, TillwatchConfig config) {
        SecretPlace secret = SecretPlace.variable(config.odoo().credentialEnv());
        return new OdooInput(new OdooTarget(odoo, secret), READ_ODOO_EVERY);
    }

    /**
     * The Odoo of the configuration; null when it names none.
     *
     * @throws UserError when the credential is missing
     */
    static @Nullable OdooSettings configuredOdoo(TillwatchConfig config) {
        var url = config.odoo().url();
        if (url == null) {
            return null;
        }
        String secret = config.odoo().credential();
        if (secret == null) {
            throw new UserError("environment variable " + config.odoo().credentialEnv()
                    + " is not set: it must hold the API key or password of odoo.user");
        }
        return OdooSettings.of(url, config.odoo().database(), config.odoo().user(), secret)
                .withGoods(config.odoo().goods())
                .warning(config.odoo().warnBeforeKeyEnds());
    }
}
