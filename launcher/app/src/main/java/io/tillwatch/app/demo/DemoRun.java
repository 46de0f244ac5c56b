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
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.engines.ProcessMemory;
import io.tillwatch.odoo.OdooSettings;
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
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** One demo from start to end. */
final class DemoRun {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

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
        HeldClock held = new HeldClock(Duration.ofNanos((long) (left.toNanos() / speed)));
        WorldClock clock = WorldClock.startingAt(saved.worldNow(), speed, held);
        Latencies latencies = new Latencies(clock);
        try (Assembly assembly = new Assembly();
                Shutdown shutdown = Shutdown.of(assembly)) {
            Engines engines = Engines.open(config, true, assembly, terminal);
            OdooStandIn odoo = assembly.keep(Wave.ENGINES, "Odoo stand-in", OdooStandIn.start(0, OdooAccess.demo()));
            OdooAccess access = OdooAccess.demo();
            Progress progress = new Progress(saved, clock, config.dataDir(), terminal);
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

            KafkaProducer<String, byte[]> producer =
                    assembly.keep(Wave.SERVICES, "producer", producer(engines.clientProperties()));
            Player player = assembly.keep(
                    Wave.DOORS,
                    "player",
                    new Player(world, clock, producer, odoo::apply, progress::tick).after(saved.sent()));
            held.release();
            player.start();
            while (!player.awaitDone(Duration.ofSeconds(1))) {
                services.problems().stream().findFirst().ifPresent(problem -> {
                    throw new UserError("a service stopped: " + problem + "; the log file has the details");
                });
            }
            progress.finished();
            terminal.line("");
            if (options.runFor() == null) {
                terminal.line("the day is over; the console stays up at " + services.consoleUrl());
                shutdown.await();
            }
            return judge(world, services, engines, clock, latencies, startup);
        }
    }

    private int judge(
            World world, Services services, Engines engines, WorldClock clock, Latencies latencies, double startup)
            throws InterruptedException {
        long began = System.nanoTime();
        Drain drain = new Drain(services.clientProperties());
        boolean rest = drain.await(clock.instant(), PATIENCE);
        terminal.done(rest ? "everything has come to rest" : "NOT everything has come to rest", began);
        Report report = new Judge(services, engines, latencies).report(options, world, startup, memory(engines), rest);
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

    /** Tells how far the day is, and keeps it on disk once a second. */
    private static final class Progress {
        private static final long EVERY_NANOS = 1_000_000_000L;

        private final SavedWorld world;
        private final Path dataDir;
        private final Terminal terminal;
        private final WorldClock clock;
        private long lastNanos = System.nanoTime();
        private volatile Player.@Nullable Progress last;

        Progress(SavedWorld world, WorldClock clock, Path dataDir, Terminal terminal) {
            this.world = world;
            this.clock = clock;
            this.dataDir = dataDir;
            this.terminal = terminal;
        }

        void tick(Player.Progress now) {
            last = now;
            if (System.nanoTime() - lastNanos < EVERY_NANOS) {
                return;
            }
            lastNanos = System.nanoTime();
            world.at(now.worldTime(), now.sent(), false).save(dataDir);
            long percent = 100 * now.sent() / Math.max(1, now.total());
            terminal.tick(String.format(
                    "  %s UTC  %3d %%  %,d of %,d events ", hour(now.worldTime()), percent, now.sent(), now.total()));
        }

        /** What the player has applied is written; what the clock says may still be on its way when the machine is busy. */
        Instant odooTime() {
            Player.Progress seen = last;
            return seen == null ? world.worldNow() : seen.done() ? clock.instant() : seen.worldTime();
        }

        private static String hour(Instant time) {
            return time.toString().substring(11, 16);
        }

        void finished() {
            Player.Progress end = last;
            if (end != null) {
                world.at(end.worldTime(), end.sent(), true).save(dataDir);
            }
        }
    }
}
