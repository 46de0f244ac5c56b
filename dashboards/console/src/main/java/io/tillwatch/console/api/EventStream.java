package io.tillwatch.console.api;

import io.javalin.http.Context;
import io.tillwatch.contracts.json.Json;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader of server-sent events. It is written by one thread, without the framework's own client: that one goes on
 * with the request after the reader left, when the server has taken the request's objects back.
 */
final class EventStream implements AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final AsyncContext async;
    private final ServletOutputStream out;
    private volatile boolean gone;

    private EventStream(AsyncContext async, ServletOutputStream out) {
        this.async = async;
        this.out = out;
    }

    /** Answers with a stream and lets the executor serve it; returns at once. */
    static void open(Context ctx, Executor executor, Consumer<EventStream> served) throws IOException {
        HttpServletResponse response = ctx.res();
        response.setStatus(200);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        // No other request may come over this connection: a late write would end in its answer.
        response.setHeader("Connection", "close");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Accel-Buffering", "no");
        response.flushBuffer();
        ServletOutputStream out = response.getOutputStream();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        ctx.future(() -> {
            AsyncContext async = ctx.req().getAsyncContext();
            async.setTimeout(0);
            EventStream stream = new EventStream(async, out);
            async.addListener(stream);
            executor.execute(() -> {
                served.accept(stream);
                stream.end(ended);
            });
            return ended;
        });
    }

    /** Whether nobody reads any more. */
    boolean gone() {
        return gone;
    }

    void send(String event, Object value) {
        if (gone) {
            return;
        }
        try {
            out.write(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
            out.write(Json.bytes(value));
            out.write('\n');
            out.write('\n');
            out.flush();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("a reader of the stream went away", e);
            gone = true;
        }
    }

    /** When the reader left, the request is finished by hand: what the framework would do with it comes too late. */
    private void end(CompletableFuture<Void> ended) {
        if (!gone) {
            ended.complete(null);
            return;
        }
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.debug("the server had finished the stream already", e);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        gone = true;
    }

    @Override
    public void onError(AsyncEvent event) {
        gone = true;
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        gone = true;
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        LOG.debug("a stream was started again");
    }
}
