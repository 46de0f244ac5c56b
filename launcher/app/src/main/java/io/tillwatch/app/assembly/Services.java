package io.tillwatch.app.assembly;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tillwatch.app.UserError;
import io.tillwatch.app.assembly.Assembly.Wave;
import io.tillwatch.app.config.ConfigFile;
import io.tillwatch.app.config.Receivers;
import io.tillwatch.app.config.TillwatchConfig;
import io.tillwatch.confidence.ConfidenceService;
import io.tillwatch.console.ConsoleConfig;
import io.tillwatch.console.ConsolePorts;
import io.tillwatch.console.ConsoleServer;
import io.tillwatch.console.ConsoleStartException;
import io.tillwatch.console.live.KafkaSilences;
import io.tillwatch.console.live.KafkaVerdicts;
import io.tillwatch.console.live.LiveFeed;
import io.tillwatch.console.live.LiveState;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.detection.DetectionConfig;
import io.tillwatch.detection.DetectionService;
import io.tillwatch.engines.EmbeddedFlink;
import io.tillwatch.engines.EngineException;
import io.tillwatch.health.FlowHealthService;
import io.tillwatch.incidents.AlertingService;
import io.tillwatch.incidents.PriorityConfig;
import io.tillwatch.index.IndexException;
import io.tillwatch.index.IndexSetup;
import io.tillwatch.index.Indexer;
import io.tillwatch.index.PositionSearch;
import io.tillwatch.inventory.InventoryService;
import io.tillwatch.inventory.StockView;
import io.tillwatch.lag.GroupLag;
import io.tillwatch.notify.NotificationRules;
import io.tillwatch.notify.NotificationService;
import io.tillwatch.odoo.OdooFeed;
import io.tillwatch.odoo.OdooSettings;
import io.tillwatch.orders.OrdersService;
import io.tillwatch.reconciliation.Rules;
import io.tillwatch.reconciliation.job.ReconciliationJob;
import io.tillwatch.streams.StreamsConfiguration;
import io.tillwatch.streams.StreamsConfiguration.Instances;
import io.tillwatch.streams.TopologyRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The services of a process, started by role on engines that are up. Not thread-safe; the services themselves are. */
public final class Services {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(500);
    private static final Duration READ_ODOO_EVERY = Duration.ofSeconds(1);
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(10);

    private final TillwatchConfig config;
    private final Engines engines;
    private final WorldClock clock;
    private final FlowCatalogue flows;
    private final Assembly assembly;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Supplier<@Nullable String>> problems = new ArrayList<>();
    private @Nullable InventoryService inventory;
    private volatile @Nullable GroupLags groups;
    private @Nullable ConsoleServer console;
    private @Nullable LiveState live;
    private @Nullable OdooSettings odooSettings;
    private InstantSource odooClock;
    private boolean simulated;

    public Services(TillwatchConfig config, Engines engines, WorldClock clock, FlowCatalogue flows, Assembly assembly) {
        this.config = config;
        this.engines = engines;
        this.clock = clock;
        this.odooClock = clock;
        this.flows = flows;
        this.assembly = assembly;
    }

    /** Who hears of what passes through. */
    public record Listeners(Consumer<Incident> changed, Consumer<ConsumerRecord<String, byte[]>> stored) {
        public static final Listeners NONE = new Listeners(incident -> {}, record -> {});
    }

    /**
     * For a simulated world: reads its Odoo, and keeps its records whatever their timestamps say.
     *
     * @param odooTime the simulated Odoo's own time: everything that happened before has been written
     */
    public Services simulating(OdooSettings odoo, InstantSource odooTime) {
        odooSettings = odoo;
        odooClock = odooTime;
        simulated = true;
        return this;
    }

    /**
     * Starts what the roles name and waits until it works.
     *
     * @throws UserError when something that a person can mend is in the way
     */
    public Services start(Set<Role> roles, Listeners listeners, Terminal terminal) {
        if (roles.contains(Role.INVENTORY)
                && !roles.contains(Role.CONSOLE)
                && config.inventory().advertisedAddress() != null) {
            throw new UserError("inventory.advertisedAddress needs the console in the same process, where other"
                    + " instances ask: run the roles inventory and console together, or take the key away");
        }
        long began = System.nanoTime();
        TopicSetup.ensure(engines.clientProperties(), config.kafka().replicationFactor(), simulated);
        if (roles.contains(Role.INDEX) || roles.contains(Role.CONSOLE)) {
            setUpIndexes();
        }
        terminal.done("topics and index templates", began);
        long starting = System.nanoTime();
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        if (roles.contains(Role.INVENTORY)) {
            starts.add(CompletableFuture.runAsync(this::inventory));
            starts.add(CompletableFuture.runAsync(this::confidence));
        }
        if (roles.contains(Role.HEALTH)) {
            starts.add(CompletableFuture.runAsync(this::health));
            starts.add(CompletableFuture.runAsync(this::orders));
        }
        if (roles.contains(Role.DETECTION)) {
            starts.add(CompletableFuture.runAsync(this::detection));
        }
        if (roles.contains(Role.RECONCILIATION)) {
            starts.add(CompletableFuture.runAsync(this::reconciliation));
        }
        if (roles.contains(Role.ALERTING)) {
            starts.add(CompletableFuture.runAsync(() -> alerting(listeners.changed())));
            starts.add(CompletableFuture.runAsync(this::notifications));
        }
        if (roles.contains(Role.INDEX)) {
            indexers(listeners.stored());
        }
        try {
            starts.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause instanceof EngineException
                        ? new UserError(String.valueOf(cause.getMessage()), cause)
                        : cause;
            }
            throw e;
        }
        if (roles.contains(Role.CONSOLE)) {
            console();
        }
        terminal.done("services " + String.join(", ", names(roles)), starting);
        return this;
    }

    private static List<String> names(Set<Role> roles) {
        return roles.stream()
                .sorted()
                .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
                .toList();
    }

    private void setUpIndexes() {
        try {
            Integer keepDays = config.elasticsearch().keepDays();
            if (!IndexSetup.run(engines.elastic(), keepDays) && keepDays != null) {
                assembly.keep(Wave.SERVICES, "retention", Retention.start(engines.elastic(), keepDays, clock));
            }
        } catch (IndexException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private StreamsConfiguration streams(String name) {
        return new StreamsConfiguration(
                engines.clientProperties(),
                config.dataDir().resolve("streams").resolve(name),
                config.kafka().replicationFactor(),
                COMMIT_EVERY);
    }

    /** Instances ask each other at their consoles. */
    private StreamsConfiguration sharedStreams(String name) {
        var shared = config.inventory();
        Instances instances = Instances.of(shared.advertisedAddress(), shared.standbyReplicas());
        return streams(name).sharing(instances.withTimeouts(shared.sessionTimeout(), instances.transactionTimeout()));
    }

    private void inventory() {
        InventoryService service =
                InventoryService.start(ConfigFile.ledger(config, clock, flows), sharedStreams("inventory"));
        inventory = keep(Wave.SERVICES, "inventory", service, service::problem);
        await("inventory", () -> service.awaitRunning(READY_WITHIN));
    }

    private void confidence() {
        TopologyRuntime runtime = ConfidenceService.start(clock, streams("confidence"));
        keep(Wave.SERVICES, "confidence of locations", runtime, runtime::problem);
        await("confidence of locations", () -> runtime.awaitRunning(READY_WITHIN));
    }

    private void health() {
        TopologyRuntime runtime = FlowHealthService.start(clock, flows, streams("flow-health"), registry);
        keep(Wave.SERVICES, "flow health", runtime, runtime::problem);
        await("flow health", () -> runtime.awaitRunning(READY_WITHIN));
        groups = keep(Wave.DOORS, "lag of consumer groups", groupLag(), () -> null);
    }

    /** In real time: consumers work in it, however fast the watched world runs. */
    private GroupLags groupLag() {
        return GroupLags.start(engines.clientProperties(), clock.getZone(), flows, registry);
    }

    private void orders() {
        TopologyRuntime runtime = OrdersService.start(clock, flows, streams("orders"));
        keep(Wave.SERVICES, "deadlines of orders", runtime, runtime::problem);
        await("deadlines of orders", () -> runtime.awaitRunning(READY_WITHIN));
    }

    private void detection() {
        TopologyRuntime runtime = DetectionService.start(DetectionConfig.of(clock), streams("detection"));
        keep(Wave.SERVICES, "detection", runtime, runtime::problem);
        await("detection", () -> runtime.awaitRunning(READY_WITHIN));
    }

    private void alerting(Consumer<Incident> heard) {
        AlertingService service =
                AlertingService.start(flows, PriorityConfig.DEFAULT, clock, engines.clientProperties(), heard);
        keep(Wave.SERVICES, "alerting", service, service::problem);
        await("alerting", () -> service.awaitReady(READY_WITHIN));
    }

    private void notifications() {
        NotificationRules rules = Receivers.of(config.notification());
        if (!rules.receivers().isEmpty()) {
            // Real time, also in a simulated world: people and their limits live in it.
            NotificationService service =
                    NotificationService.start(rules, WorldClock.system(), clock, engines.clientProperties());
            keep(Wave.SERVICES, "notifications", service, service::problem);
            await("notifications", () -> service.awaitReady(READY_WITHIN));
        }
    }

    private void reconciliation() {
        Path dataDir = config.dataDir().resolve("flink");
        EmbeddedFlink flink = keep(Wave.SERVICES, "Flink", EmbeddedFlink.start(dataDir, 1), () -> null);
        Path last = Checkpoints.youngest(flink.checkpoints());
        var environment = flink.environment();
        ReconciliationJob.define(environment, engines.clientProperties(), Rules.DEFAULT, CHECKPOINT_EVERY);
        var job = flink.submit(environment, ReconciliationJob.NAME, last);
        synchronized (problems) {
            problems.add(() -> flink.status(job).isTerminalState() ? "the reconciliation job has stopped" : null);
        }
        OdooSettings settings = odooSettings != null ? odooSettings : configuredOdoo();
        if (settings != null) {
            OdooFeed feed = OdooFeed.start(settings, engines.clientProperties(), odooClock, READ_ODOO_EVERY);
            keep(Wave.DOORS, "Odoo reader", feed, feed::problem);
        }
    }

    private @Nullable OdooSettings configuredOdoo() {
        var url = config.odoo().url();
        if (url == null) {
            return null;
        }
        String secret = config.odoo().credential();
        if (secret == null) {
            throw new UserError("environment variable " + config.odoo().credentialEnv()
                    + " is not set: it must hold the API key or password of odoo.user");
        }
        return OdooSettings.of(url, config.odoo().database(), config.odoo().user(), secret);
    }

    private void indexers(Consumer<ConsumerRecord<String, byte[]>> stored) {
        Indexer urgent =
                Indexer.start("urgent", Indexer.URGENT, engines.clientProperties(), engines.elastic(), clock, stored);
        keep(Wave.SERVICES, "index of incidents", urgent, urgent::problem);
        Indexer bulk =
                Indexer.start("bulk", Indexer.BULK, engines.clientProperties(), engines.elastic(), clock, stored);
        keep(Wave.SERVICES, "index", bulk, bulk::problem);
    }

    private void console() {
        LiveState state = new LiveState(flows, clock);
        live = state;
        keep(Wave.SERVICES, "live feed", LiveFeed.start(engines.clientProperties(), state), () -> null);
        KafkaVerdicts verdicts =
                keep(Wave.SERVICES, "verdicts", KafkaVerdicts.open(engines.clientProperties()), () -> null);
        KafkaSilences silences =
                keep(Wave.SERVICES, "silences", KafkaSilences.open(engines.clientProperties()), () -> null);
        StockView stock = inventory == null ? new NoStock() : inventory.view();
        new JvmMemoryMetrics().bindTo(registry);
        JvmGcMetrics gc = keep(Wave.SERVICES, "garbage collection metrics", new JvmGcMetrics(), () -> null);
        gc.bindTo(registry);
        try {
            console = keep(
                    Wave.DOORS,
                    "console",
                    ConsoleServer.start(
                            new ConsoleConfig(
                                    config.console().host(), config.console().port()),
                            ConsolePorts.live(
                                            stock,
                                            new SearchPort(new PositionSearch(engines.elastic())),
                                            verdicts,
                                            state)
                                    .with(ConfigFile.allocation(config))
                                    .with(silences)
                                    .withGroups(this::groupLags),
                            registry,
                            clock),
                    () -> null);
        } catch (ConsoleStartException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    /** Empty in a process that does not look at them. */
    private List<GroupLag> groupLags() {
        GroupLags looking = groups;
        return looking == null ? List.of() : looking.lags();
    }

    private <T extends AutoCloseable> T keep(Wave wave, String name, T part, Supplier<@Nullable String> problem) {
        synchronized (problems) {
            problems.add(problem);
        }
        return assembly.keep(wave, name, part);
    }

    /** Something that is waited for. */
    private interface Wait {
        boolean reached() throws InterruptedException;
    }

    private static void await(String name, Wait wait) {
        try {
            if (!wait.reached()) {
                throw new UserError(name + " did not start within " + READY_WITHIN.toSeconds()
                        + " s: look into the log file for the reason");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("stopped while starting " + name, e);
        }
    }

    /** Why something does not work right now; empty when all is well. */
    public List<String> problems() {
        synchronized (problems) {
            return problems.stream().map(Supplier::get).filter(Objects::nonNull).toList();
        }
    }

    /** The accounts of all components as they were told last; empty without a console. */
    public List<AccountingSnapshot> accounts() {
        return live == null ? List.of() : live.accounts();
    }

    /** From now on latencies are those of what comes from now on. */
    public void measureAnew() {
        if (inventory != null) {
            inventory.measureAnew();
        }
    }

    public @Nullable InventoryService inventoryService() {
        return inventory;
    }

    /** Where the console answers; null without that role. */
    public @Nullable String consoleUrl() {
        return console == null ? null : console.url();
    }

    public Map<String, Object> clientProperties() {
        return engines.clientProperties();
    }
}
