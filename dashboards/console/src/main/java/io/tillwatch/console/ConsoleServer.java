package io.tillwatch.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.tillwatch.contracts.time.WorldClock;

/** The running console. Thread-safe. */
public final class ConsoleServer implements AutoCloseable {
    private ConsoleServer() {}

    public static ConsoleServer start(
            ConsoleConfig config, ConsolePorts ports, MeterRegistry registry, WorldClock clock) {
        return new ConsoleServer();
    }

    public int port() {
        return 0;
    }

    public String url() {
        return "";
    }

    @Override
    public void close() {}
}
