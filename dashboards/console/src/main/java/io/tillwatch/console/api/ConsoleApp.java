package io.tillwatch.console.api;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tillwatch.console.ConsoleConfig;
import io.tillwatch.console.ConsoleMeter;
import io.tillwatch.console.ConsolePorts;
import io.tillwatch.console.SourceUnavailableException;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.inventory.MomentOutOfReachException;
import io.tillwatch.inventory.StockHop;
import io.tillwatch.inventory.StockUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts operations, pages and guards on a web server. */
public final class ConsoleApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleApp.class);
    private static final int MOST_THREADS = 64;
    private static final int LEAST_THREADS = 8;
    private static final long LARGEST_BODY = 64 * 1024;
    private static final String RETRY_SECONDS = "2";

    private final StreamOperations streams;
    private final List<Operation> operations;
    private final Handler stockHop;
    private final Set<String> measured;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final byte[] openApi;
    private final Assets assets = new Assets();
    private final Guard guard;
    private final MeterRegistry registry;
    private final Javalin javalin;

    public ConsoleApp(ConsoleConfig config, ConsolePorts ports, MeterRegistry registry, WorldClock clock) {
        this.registry = registry;
        streams = new StreamOperations(ports.live(), config.streams(), registry);
        operations = new ArrayList<>(streams.all());
        operations.addAll(new StockOperations(ports).all());
        operations.addAll(new IncidentOperations(ports, clock).all());
        operations.addAll(new SilenceOperations(ports, clock).all());
        operations.addAll(new WatchOperations(ports).all());
        operations.addAll(new FailureOperations(ports).all());
        operations.addAll(new OperatorOperations(ports, registry).all());
        stockHop = stockHop(ports);
        measured = Stream.concat(operations.stream().map(Operation::path), Stream.of(StockHop.PATH))
                .filter(path -> !path.endsWith("/stream"))
                .collect(Collectors.toUnmodifiableSet());
        openApi = Json.bytes(OpenApi.document(operations));
        guard = new Guard(config.host(), assets.importMapHash());
        javalin = Javalin.create(javalinConfig -> configure(javalinConfig, config));
    }

    /** Binds and serves; a failure to bind comes as the server's own exception. */
    public void start() {
        javalin.start();
    }

    /** The port that was bound. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        streams.close();
        javalin.stop();
    }

    private static Handler stockHop(ConsolePorts ports) {
        return ctx -> {
            if (ctx.header(StockHop.HEADER) == null) {
                throw ProblemException.forbidden("Only another instance of Tillwatch asks here.");
            }
            byte[] answer;
            try {
                answer = StockHop.answer(ports.stock(), ctx::queryParam);
            } catch (IllegalArgumentException e) {
                throw ProblemException.badParameter("The question of the other instance cannot be read.");
            }
            if (answer == null) {
                throw ProblemException.notFound("This instance knows nothing of it.");
            }
            ctx.contentType(Operation.JSON).result(answer);
        };
    }

    private void configure(JavalinConfig javalinConfig, ConsoleConfig config) {
        javalinConfig.startup.showJavalinBanner = false;
        javalinConfig.startup.showOldJavalinVersionWarning = false;
        javalinConfig.startup.startupWatcherEnabled = false;
        javalinConfig.jetty.host = config.host();
        javalinConfig.jetty.port = config.port();
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("console");
        threads.setDaemon(true);
        javalinConfig.jetty.threadPool = threads;
        javalinConfig.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
        });
        javalinConfig.http.prefer405over404 = true;
        javalinConfig.http.maxRequestSize = LARGEST_BODY;
        javalinConfig.requestLogger.http(this::measure);
        javalinConfig.routes.before(guard::check);
        for (Operation operation : operations) {
            Handler checked = checked(operation);
            switch (operation.method()) {
                case GET -> javalinConfig.routes.get(operation.path(), checked);
                case POST -> javalinConfig.routes.post(operation.path(), checked);
            }
        }
        javalinConfig.routes.get(
                "/api/openapi.json", ctx -> ctx.contentType(Operation.JSON).result(openApi));
        // Not part of the API: instances ask each other here, see StockHop.
        javalinConfig.routes.get(StockHop.PATH, stockHop);
        assets.routes().forEach(javalinConfig.routes::get);
        errors(javalinConfig);
    }

    private static Handler checked(Operation operation) {
        Set<String> known =
                operation.query().stream().map(Operation.Query::name).collect(Collectors.toUnmodifiableSet());
        return ctx -> {
            Params.only(ctx, known);
            operation.handler().handle(ctx);
        };
    }

    private void errors(JavalinConfig javalinConfig) {
        javalinConfig.routes.exception(
                ProblemException.class, (e, ctx) -> Problem.write(ctx, e.status(), e.kind(), e.title(), message(e)));
        javalinConfig.routes.exception(SourceUnavailableException.class, (e, ctx) -> {
            LOG.warn("{} does not answer the console", e.source(), e);
            unavailable(ctx, e.source());
        });
        javalinConfig.routes.exception(StockUnavailableException.class, (e, ctx) -> {
            LOG.debug("the stock ledger does not answer the console", e);
            unavailable(ctx, "The stock ledger");
        });
        javalinConfig.routes.exception(
                MomentOutOfReachException.class,
                (e, ctx) -> Problem.write(ctx, 422, "moment-out-of-reach", "That time cannot be answered", message(e)));
        // The ledger speaks so while its instance starts, restores or moves.
        javalinConfig.routes.exception(KafkaException.class, (e, ctx) -> {
            LOG.warn("the stock ledger does not answer the console", e);
            unavailable(ctx, "The stock ledger");
        });
        javalinConfig.routes.exception(HttpResponseException.class, (e, ctx) -> {
            if (e.getStatus() == 404) {
                missing(ctx);
            } else {
                Problem.write(ctx, e.getStatus(), "refused", "The request was refused", message(e));
            }
        });
        javalinConfig.routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
            Problem.write(
                    ctx, 500, "internal", "A defect of ours", "It was logged. Try again; if it stays, report it.");
        });
    }

    private static String message(Exception e) {
        return e.getMessage() == null ? "" : e.getMessage();
    }

    private static void unavailable(Context ctx, String source) {
        ctx.header("Retry-After", RETRY_SECONDS);
        Problem.write(
                ctx, 503, "unavailable", "Not available now", source + " does not answer now. Try again shortly.");
    }

    private void missing(Context ctx) {
        String accept = ctx.header("Accept");
        if (accept != null && accept.contains("text/html") && !ctx.path().startsWith("/api/")) {
            assets.sendPage(ctx);
            ctx.status(404);
            return;
        }
        Problem.write(
                ctx, 404, "not-found", "There is no such address", "/api/openapi.json lists all that the API offers.");
    }

    /** Streams are not measured: they last as long as somebody looks. */
    private void measure(Context ctx, float milliseconds) {
        String asked = ctx.endpoint().path;
        if (asked.endsWith("/stream")) {
            return;
        }
        String path = measured.contains(asked) ? asked : "unmatched";
        String status = Integer.toString(ctx.statusCode());
        timers.computeIfAbsent(status + path, key -> timer(path, status))
                .record(Duration.ofNanos((long) (milliseconds * 1_000_000)));
    }

    private Timer timer(String path, String status) {
        return Timer.builder(ConsoleMeter.REQUESTS.meter())
                .description(ConsoleMeter.REQUESTS.help())
                .tag("path", path)
                .tag("status", status)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(2))
                .register(registry);
    }
}
