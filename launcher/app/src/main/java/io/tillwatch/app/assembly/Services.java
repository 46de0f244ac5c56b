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
import io.tillwatch.odoo.OdooSettings;
import io.tillwatch.orders.OrdersService;
import io.tillwatch.streams.StreamsConfiguration;
import io.tillwatch.streams.StreamsConfiguration.Instances;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The services of a process, started by role on engines that are up. Not thread-safe; the services themselves are. */
public final class Services {
    private static final Duration COMMIT_EVERY = Duration.ofMillis(500);

    private final TillwatchConfig config;
    private final Engines engines;
    private final WorldClock clock;
    private final FlowCatalogue flows;
    private final Running running;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
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
        this.running = new Running(assembly);
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
                running.keep(Wave.SERVICES, "retention", Retention.start(engines.elastic(), keepDays, clock));
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
        inventory = running.keep(Wave.SERVICES, "inventory", service, service::problem);
        running.await("inventory", service::awaitRunning);
    }

    private void confidence() {
        running.topology("confidence of locations", ConfidenceService.start(clock, streams("confidence")));
    }

    private void health() {
        running.topology("flow health", FlowHealthService.start(clock, flows, streams("flow-health"), registry));
        groups = running.keep(Wave.DOORS, "lag of consumer groups", groupLag());
    }

    /** In real time: consumers work in it, however fast the watched world runs. */
    private GroupLags groupLag() {
        return GroupLags.start(engines.clientProperties(), clock.getZone(), flows, registry);
    }

    private void orders() {
        running.topology("deadlines of orders", OrdersService.start(clock, flows, streams("orders")));
    }

    private void detection() {
        running.topology("detection", DetectionService.start(DetectionConfig.of(clock), streams("detection")));
    }

    private void alerting(Consumer<Incident> heard) {
        AlertingService service =
                AlertingService.start(flows, PriorityConfig.DEFAULT, clock, engines.clientProperties(), heard);
        running.keep(Wave.SERVICES, "alerting", service, service::problem);
        running.await("alerting", service::awaitReady);
    }

    private void notifications() {
        NotificationRules rules = Receivers.of(config.notification());
        if (!rules.receivers().isEmpty()) {
            // Real time, also in a simulated world: people and their limits live in it.
            NotificationService service =
                    NotificationService.start(rules, WorldClock.system(), clock, engines.clientProperties());
            running.keep(Wave.SERVICES, "notifications", service, service::problem);
            running.await("notifications", service::awaitReady);
        }
    }

    private void reconciliation() {
        OdooSettings odoo = odooSettings != null ? odooSettings : Books.configuredOdoo(config);
        Books.start(config, engines.clientProperties(), odoo, odooSettings != null, odooClock, running);
    }

    private void indexers(Consumer<ConsumerRecord<String, byte[]>> stored) {
        Indexer urgent =
                Indexer.start("urgent", Indexer.URGENT, engines.clientProperties(), engines.elastic(), clock, stored);
        running.keep(Wave.SERVICES, "index of incidents", urgent, urgent::problem);
        Indexer bulk =
                Indexer.start("bulk", Indexer.BULK, engines.clientProperties(), engines.elastic(), clock, stored);
        running.keep(Wave.SERVICES, "index", bulk, bulk::problem);
    }

    private void console() {
        LiveState state = new LiveState(flows, clock);
        live = state;
        running.keep(Wave.SERVICES, "live feed", LiveFeed.start(engines.clientProperties(), state));
        KafkaVerdicts verdicts =
                running.keep(Wave.SERVICES, "verdicts", KafkaVerdicts.open(engines.clientProperties()));
        KafkaSilences silences =
                running.keep(Wave.SERVICES, "silences", KafkaSilences.open(engines.clientProperties()));
        StockView stock = inventory == null ? new NoStock() : inventory.view();
        new JvmMemoryMetrics().bindTo(registry);
        JvmGcMetrics gc = running.keep(Wave.SERVICES, "garbage collection metrics", new JvmGcMetrics());
        gc.bindTo(registry);
        try {
            console = running.keep(
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
                            clock));
        } catch (ConsoleStartException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    /** How far each consumer group is behind, by topic; empty in a process that does not look at them. */
    public List<GroupLag> groupLags() {
        GroupLags looking = groups;
        return looking == null ? List.of() : looking.lags();
    }

    /** Why something does not work right now; empty when all is well. */
    public List<String> problems() {
        return running.problems();
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
