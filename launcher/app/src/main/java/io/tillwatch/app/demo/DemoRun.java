package io.tillwatch.app.demo;

import io.tillwatch.app.Shutdown;
import io.tillwatch.app.UserError;
import io.tillwatch.app.assembly.Assembly;
import io.tillwatch.app.assembly.Assembly.Wave;
import io.tillwatch.app.assembly.Engines;
import io.tillwatch.app.assembly.Role;
import io.tillwatch.app.assembly.Services;
import io.tillwatch.app.assembly.Terminal;
import io.tillwatch.app.config.ConfigFile;
import io.tillwatch.app.config.TillwatchConfig;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.time.PausableClock;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.engines.ProcessMemory;
import io.tillwatch.odoo.OdooSettings;
import io.tillwatch.simulator.PlaybackException;
import io.tillwatch.simulator.Player;
import io.tillwatch.simulator.SimulatorConfig;
import io.tillwatch.simulator.World;
import io.tillwatch.simulator.odoo.OdooAccess;
import io.tillwatch.simulator.odoo.OdooStandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One demo from start to end. */
final class DemoRun {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    private final DemoOptions options;
    private final TillwatchConfig config;
    private final Terminal terminal;

    DemoRun(DemoOptions options, TillwatchConfig config, Terminal terminal) {
        this.options = options;
        this.config = config;
        this.terminal = terminal;
    }

    int run() throws InterruptedException {
        SimulatorConfig simulator = options.simulator();
        SavedWorld saved = resume(simulator);
        terminal.line("Tillwatch demo: 40 stores, a shop, two marketplaces, a warehouse; seed " + options.seed()
                + (saved.sent() > 0 ? "; goes on at " + saved.worldNow() : ""));
        long planning = System.nanoTime();
        World world = World.plan(simulator);
        terminal.done("world of " + world.emissions().size() + " events planned", planning);

        double speed = options.speed();
        Duration left = Duration.between(saved.worldNow(), simulator.worldEnd());
        PausableClock pausable = new PausableClock(Duration.ofNanos((long) (left.toNanos() / speed)));
        WorldClock clock = WorldClock.startingAt(saved.worldNow(), speed, pausable);
        Latencies latencies = new Latencies(clock);
        try (Assembly assembly = new Assembly();
                Shutdown shutdown = Shutdown.of(assembly)) {
            Engines engines = Engines.open(config, true, assembly, terminal);
            OdooStandIn odoo = assembly.keep(Wave.ENGINES, "Odoo stand-in", OdooStandIn.start(0, OdooAccess.demo()));
            OdooAccess access = OdooAccess.demo();
            Progress progress = new Progress(saved, clock, pausable, config.dataDir(), terminal);
            KafkaProducer<String, byte[]> producer =
                    assembly.keep(Wave.SERVICES, "producer", producer(engines.clientProperties()));
            // Before anybody reads Odoo, it must stand where the stopped demo left it.
            Player player = assembly.keep(
                    Wave.DOORS,
                    "player",
                    new Player(world, clock, producer, odoo::apply, progress::tick).resume(saved.sent()));
            Services services = new Services(config, engines, clock, ConfigFile.flows(config), assembly)
                    .simulating(
                            OdooSettings.of(URI.create(odoo.url()), access.database(), access.user(), access.apiKey())
                                    .forSimulatedTime(),
                            progress::odooTime)
                    .start(EnumSet.allOf(Role.class), latencies.listeners(), terminal);
            double startup = terminal.elapsed().toMillis() / 1000.0;
            terminal.line("");
            terminal.line("console: " + services.consoleUrl() + "  (stop with Ctrl-C)");
            terminal.line("");

            ServiceWatch watch = new ServiceWatch(services::problems, System::nanoTime);
            double opening = open(player, services, watch);
            pausable.resume();
            services.measureAnew();
            player.start();
            Pace pace = new Pace(pausable, progress::sent, () -> Drain.takenIn(services.accounts()), System::nanoTime);
            while (!player.awaitDone(LOOK_EVERY)) {
                watch.look();
                pace.look();
            }
            if (!progress.finished()) {
                shutdown.await();
            }
            terminal.line("");
            if (options.runFor() == null) {
                terminal.line("the day is over; the console stays up at " + services.consoleUrl());
                shutdown.await();
            }
            return judge(
                    world, services, engines, clock, latencies, new Timing(startup, opening, pausable.totalPaused()));
        } catch (PlaybackException e) {
            throw new UserError(
                    "the simulated world cannot be played on: " + e.getMessage()
                            + "; look into the log file, then the same command goes on where it was",
                    e);
        }
    }

    /** The day begins with all shelves filled, not behind a backlog of opening stock. Returns the seconds that it took. */
    private double open(Player player, Services services, ServiceWatch watch) throws InterruptedException {
        long began = System.nanoTime();
        player.open();
        boolean all = new Drain(services.clientProperties()).awaitOpening(PATIENCE, (taken, sent) -> {
            watch.look();
            terminal.tick(String.format("  opening stock: %,d of %,d records taken in ", taken, sent));
        });
        terminal.tick("");
        terminal.done(all ? "opening stock taken in; the day begins" : "the day begins BEFORE its stock is in", began);
        terminal.line("");
        return (System.nanoTime() - began) / 1e9;
    }

    private int judge(
            World world, Services services, Engines engines, WorldClock clock, Latencies latencies, Timing timing)
            throws InterruptedException {
        long began = System.nanoTime();
        Drain drain = new Drain(services.clientProperties());
        boolean rest = drain.await(clock.instant(), PATIENCE);
        terminal.done(rest ? "everything has come to rest" : "NOT everything has come to rest", began);
        Report report = new Judge(services, engines, latencies).report(options, world, timing, memory(engines), rest);
        ReportText.print(report, terminal);
        if (options.report() != null) {
            write(report, options.report());
            terminal.line("report: " + options.report());
        }
        return report.sound() ? 0 : 1;
    }

    private SavedWorld resume(SimulatorConfig simulator) {
        SavedWorld wanted = new SavedWorld(
                options.seed(),
                simulator.worldStart(),
                simulator.worldDuration(),
                options.scenario(),
                options.chaos(),
                simulator.worldStart(),
                0,
                false);
        SavedWorld saved = SavedWorld.in(config.dataDir()).orElse(null);
        if (saved != null && !options.fresh() && !saved.finished() && saved.sameWorldAs(wanted)) {
            return saved;
        }
        SavedWorld.clear(config.dataDir());
        wanted.save(config.dataDir());
        return wanted;
    }

    private static KafkaProducer<String, byte[]> producer(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("enable.idempotence", true);
        properties.put("linger.ms", 5);
        // A broker that does not take a record in this time will not take it; the player stops at the first.
        properties.put("max.block.ms", 15_000);
        properties.put("request.timeout.ms", 15_000);
        properties.put("delivery.timeout.ms", 30_000);
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, Long> memory(Engines engines) {
        Map<String, Long> megabytes = new LinkedHashMap<>();
        ProcessMemory.residentBytes(ProcessHandle.current().pid())
                .ifPresent(bytes -> megabytes.put("tillwatch", bytes >> 20));
        if (engines.embedded() != null) {
            megabytes.put("elasticsearch", engines.embedded().residentBytes() >> 20);
        }
        megabytes.put(
                "total", megabytes.values().stream().mapToLong(Long::longValue).sum());
        return megabytes;
    }

    private static void write(Report report, Path file) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
        } catch (IOException e) {
            throw new UserError("the report cannot be written to " + file + ": check the directory", e);
        }
    }
}
