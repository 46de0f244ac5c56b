package io.tillwatch.simulator.odoo.rpc;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.tillwatch.simulator.odoo.records.Database;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stand-in's web server, on loopback only. */
public final class OdooServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OdooServer.class);
    private static final String HOST = "127.0.0.1";
    private static final long LARGEST_BODY = 4L * 1024 * 1024;
    private static final String RETRY_SECONDS = "2";

    private final JsonRpc jsonRpc;
    private final Json2 json2;
    private final Outage outage;
    private final Javalin javalin;

    /** @param port 0 picks a free one */
    public OdooServer(int port, Login login, Database database, Outage outage) {
        Methods methods = new Methods(database);
        this.jsonRpc = new JsonRpc(login, methods, outage);
        this.json2 = new Json2(login, methods, outage);
        this.outage = outage;
        this.javalin = Javalin.create(config -> configure(config, port)).start();
    }

    public String url() {
        return "http://" + HOST + ":" + javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private void configure(JavalinConfig config, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.host = HOST;
        config.jetty.port = port;
        config.http.maxRequestSize = LARGEST_BODY;
        config.routes.post("/jsonrpc", ctx -> guarded(ctx, () -> jsonRpc(ctx, ctx.body())));
        config.routes.get("/jsonrpc", ctx -> guarded(ctx, () -> jsonRpc(ctx, "")));
        config.routes.post("/json/2/{model}/{method}", ctx -> guarded(ctx, () -> json2(ctx)));
        config.routes.get("/json/2/{model}/{method}", ctx -> guarded(ctx, json2::elsewhere));
        config.routes.get("/web/version", ctx -> send(ctx, Pages.version()));
        config.routes.get("/json/version", ctx -> send(ctx, Pages.version()));
        config.routes.get("/web/health", this::health);
        config.routes.post("/web/health", this::health);
        config.routes.exception(
                HttpResponseException.class,
                (e, ctx) -> send(ctx, e.getStatus() == 404 ? Pages.notFound() : Answer.html(e.getStatus(), "Refused")));
        config.routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("the Odoo stand-in failed at {} {}", ctx.method(), ctx.path(), e);
            send(ctx, Answer.html(500, "Internal Server Error"));
        });
    }

    /** A proxy throttles calls; health and version stay open. */
    private void guarded(Context ctx, Supplier<Answer> call) {
        if (outage.throttled()) {
            ctx.header("Retry-After", RETRY_SECONDS);
            send(ctx, Pages.throttled());
        } else {
            send(ctx, call.get());
        }
    }

    private static void send(Context ctx, Answer answer) {
        ctx.status(answer.status()).contentType(answer.contentType()).result(answer.bytes());
        if (answer.status() == 401) {
            ctx.header("WWW-Authenticate", "Bearer ");
        }
    }

    private Answer jsonRpc(Context ctx, String body) {
        String type = ctx.contentType();
        boolean json = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
        return json ? jsonRpc.post(body) : Pages.wrongType();
    }

    private Answer json2(Context ctx) {
        return json2.post(
                ctx.pathParam("model"),
                ctx.pathParam("method"),
                ctx.body(),
                ctx.header("X-Odoo-Database"),
                ctx.header("Authorization"));
    }

    private void health(Context ctx) {
        send(ctx, Pages.health(ctx.queryParam("db_server_status") != null, outage.databaseDown()));
    }
}
