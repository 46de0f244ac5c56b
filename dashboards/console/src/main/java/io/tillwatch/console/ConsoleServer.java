package io.tillwatch.console;

import io.javalin.util.JavalinException;
import io.micrometer.core.instrument.MeterRegistry;
import io.tillwatch.console.api.ConsoleApp;
import io.tillwatch.contracts.time.WorldClock;

/** The running console: API and pages on one port. Thread-safe. */
public final class ConsoleServer implements AutoCloseable {
    private final ConsoleConfig config;
    private final ConsoleApp app;

    private ConsoleServer(ConsoleConfig config, ConsoleApp app) {
        this.config = config;
        this.app = app;
    }

    /**
     * Starts to serve. The ports stay the caller's: closing the console does not close them.
     *
     * @param registry where the console's meters go; {@code /metrics} shows it when it is a Prometheus registry
     * @param clock the world's clock; its zone is the one in which people read times
     * @throws ConsoleStartException when the port is taken or the address cannot be bound
     */
    public static ConsoleServer start(
            ConsoleConfig config, ConsolePorts ports, MeterRegistry registry, WorldClock clock) {
        ConsoleApp app = new ConsoleApp(config, ports, registry, clock);
        try {
            app.start();
        } catch (JavalinException | IllegalArgumentException e) {
            app.close();
            throw new ConsoleStartException(
                    "the console cannot listen on " + config.host() + " port " + config.port()
                            + ": another program has it, or the address is not this machine's. Stop that program or"
                            + " set console.port (0 takes any free port) or console.host",
                    e);
        }
        return new ConsoleServer(config, app);
    }

    /** The port that was bound. */
    public int port() {
        return app.port();
    }

    /** Where a browser finds it. */
    public String url() {
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return "http://" + host + ":" + port() + "/";
    }

    /** Ends all live connections and stops listening. */
    @Override
    public void close() {
        app.close();
    }
}
