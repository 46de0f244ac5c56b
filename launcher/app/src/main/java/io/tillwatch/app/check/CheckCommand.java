package io.tillwatch.app.check;

import io.tillwatch.app.UserError;
import io.tillwatch.app.assembly.ElasticLogin;
import io.tillwatch.app.config.ConfigFile;
import io.tillwatch.app.config.TillwatchConfig;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.engines.EngineException;
import io.tillwatch.engines.Ports;
import io.tillwatch.index.ElasticClient;
import io.tillwatch.index.IndexException;
import io.tillwatch.odoo.KeyEnd;
import io.tillwatch.odoo.OdooClient;
import io.tillwatch.odoo.OdooException;
import io.tillwatch.odoo.OdooSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillwatch check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the configuration: its keys, the flow catalogue, ports, secrets, and whether each server answers.",
            "Sends nothing to anybody."
        })
public final class CheckCommand implements Callable<Integer> {
    private static final int TIMEOUT_SECONDS = 10;

    @Option(names = "--config", paramLabel = "FILE", description = "configuration in YAML; without it, all defaults")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /** Something that must hold; says what it found. */
    private interface Check {
        String run() throws Exception;
    }

    @Override
    public Integer call() {
        TillwatchConfig configuration = ConfigFile.read(config);
        PrintWriter out = spec.commandLine().getOut();
        boolean good = tell(out, "configuration", () -> config == null ? "all defaults" : config + " is well formed");
        good &= tell(
                out,
                "flow catalogue",
                () -> ConfigFile.flows(configuration).all().size() + " flows");
        good &= tell(out, "stock ledger", () -> ledger(configuration));
        good &= tell(out, "Kafka", () -> kafka(configuration));
        good &= tell(out, "Elasticsearch", () -> elasticsearch(configuration));
        good &= tell(out, "Odoo", () -> odoo(configuration));
        good &= tell(out, "notifications", () -> ReceiverCheck.run(configuration.notification()));
        return good ? 0 : 1;
    }

    private static String ledger(TillwatchConfig configuration) {
        var ledger = ConfigFile.ledger(configuration, WorldClock.system(), ConfigFile.flows(configuration));
        int channels = ConfigFile.allocation(configuration).channels().size();
        return "keeps " + ledger.horizon().toDays() + " days, promises to " + channels + " channels";
    }

    private static boolean tell(PrintWriter out, String what, Check check) {
        try {
            out.printf("ok      %-16s %s%n", what, check.run());
            return true;
        } catch (UserError | EngineException | OdooException e) {
            out.printf("failed  %-16s %s%n", what, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.printf("failed  %-16s stopped%n", what);
        } catch (Exception e) {
            out.printf("failed  %-16s unexpected %s%n", what, e.getClass().getSimpleName());
        } finally {
            out.flush();
        }
        return false;
    }

    private static String kafka(TillwatchConfig config) throws InterruptedException {
        String servers = config.kafka().bootstrapServers();
        if (servers == null) {
            return "embedded on port " + Ports.choose(config.kafka().port(), "kafka.port");
        }
        Map<String, Object> properties = new HashMap<>(config.kafka().properties());
        properties.put("bootstrap.servers", servers);
        properties.put("request.timeout.ms", TIMEOUT_SECONDS * 1000);
        properties.put("default.api.timeout.ms", TIMEOUT_SECONDS * 1000);
        try (Admin admin = Admin.create(properties)) {
            int nodes = admin.describeCluster()
                    .nodes()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .size();
            return servers + " answers, brokers: " + nodes;
        } catch (ExecutionException | TimeoutException | org.apache.kafka.common.KafkaException e) {
            throw new UserError(servers + " does not answer: check kafka.bootstrapServers and that the brokers run", e);
        }
    }

    private static String elasticsearch(TillwatchConfig config) {
        var url = config.elasticsearch().url();
        if (url == null) {
            return "embedded on port " + Ports.choose(config.elasticsearch().port(), "elasticsearch.port");
        }
        try (ElasticClient client = ElasticClient.connect(url, ElasticLogin.of(config.elasticsearch()))) {
            return url + " answers, status " + client.health();
        } catch (IndexException e) {
            throw new UserError(url + ": " + e.getMessage(), e);
        }
    }

    private static String odoo(TillwatchConfig config) {
        var url = config.odoo().url();
        if (url == null) {
            return "not configured: nothing will be reconciled";
        }
        String secret = config.odoo().credential();
        if (secret == null) {
            throw new UserError("environment variable " + config.odoo().credentialEnv()
                    + " is not set: it must hold the API key or password of odoo.user");
        }
        OdooSettings settings =
                OdooSettings.of(url, config.odoo().database(), config.odoo().user(), secret);
        try (OdooClient client = OdooClient.connect(settings)) {
            KeyEnd key = KeyEnd.of(client, settings, WorldClock.system().instant());
            String ends = key == null ? "" : "; the key " + key.name() + " ends at " + key.ends();
            return url + " answers, version " + client.serverVersion() + ends;
        }
    }
}
