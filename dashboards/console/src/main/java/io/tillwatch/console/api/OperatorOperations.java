package io.tillwatch.console.api;

import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tillwatch.console.Check;
import io.tillwatch.console.ConsolePorts;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators and their tools ask. */
final class OperatorOperations {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorOperations.class);
    private static final String PLAIN_METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final ConsolePorts ports;
    private final MeterRegistry registry;
    private final LiveMeters live;

    OperatorOperations(ConsolePorts ports, MeterRegistry registry) {
        this.ports = ports;
        this.registry = registry;
        this.live = new LiveMeters(ports.live(), registry);
    }

    List<Operation> all() {
        return List.of(
                Operation.get(
                        "/health/live",
                        "isLive",
                        "Whether the process answers",
                        List.of(),
                        Replies.Status.class,
                        List.of(),
                        ctx -> Reply.json(ctx, new Replies.Status("up", List.of()))),
                Operation.get(
                        "/health/ready",
                        "isReady",
                        "Whether all that the console needs works; 503 with the reasons when not",
                        List.of(),
                        Replies.Status.class,
                        List.of(503),
                        this::ready),
                new Operation(
                        Operation.Method.GET,
                        "/metrics",
                        "getMetrics",
                        "Meters in the Prometheus text format",
                        List.of(),
                        null,
                        200,
                        null,
                        "text/plain",
                        List.of(404),
                        this::metrics));
    }

    private void ready(Context ctx) {
        List<Replies.Failing> failing = new ArrayList<>();
        String live = ports.live().check();
        if (live != null) {
            failing.add(new Replies.Failing("live figures", live));
        }
        for (Check check : ports.checks()) {
            String problem = problem(check);
            if (problem != null) {
                failing.add(new Replies.Failing(check.name(), problem));
            }
        }
        ctx.status(failing.isEmpty() ? 200 : 503);
        Reply.json(ctx, new Replies.Status(failing.isEmpty() ? "up" : "down", failing));
    }

    private static @org.jspecify.annotations.Nullable String problem(Check check) {
        try {
            return check.problem().get();
        } catch (RuntimeException e) {
            LOG.warn("the check of {} failed itself", check.name(), e);
            return "its check failed; the log says why";
        }
    }

    private void metrics(Context ctx) {
        if (!(registry instanceof PrometheusMeterRegistry prometheus)) {
            throw ProblemException.notFound("Meters are not kept for Prometheus in this installation.");
        }
        live.refresh();
        String accept = ctx.header("Accept");
        boolean open = accept != null && accept.contains("application/openmetrics-text");
        String type = open ? "application/openmetrics-text; version=1.0.0; charset=utf-8" : PLAIN_METRICS;
        ctx.contentType(type).result(prometheus.scrape(type));
    }
}
