package io.tillwatch.console;

/**
 * Where the console listens and how much it serves.
 *
 * @param host address to bind; a loopback address unless the operator says otherwise
 * @param port 0 for any free one
 * @param streams how many live connections are served at once; further ones are refused with 503
 * @param name what is watched, shown in the header: {@code demo}, the retailer's name
 */
public record ConsoleConfig(String host, int port, int streams, String name) {
    public ConsoleConfig {
        check(!host.isBlank(), "console.host is empty: name an address such as 127.0.0.1");
        check(port >= 0 && port <= 65_535, "console.port must lie between 0 and 65535, was " + port);
        check(streams > 0, "console.streams must be positive, was " + streams);
    }

    /** 64 live connections, no name. */
    public ConsoleConfig(String host, int port) {
        this(host, port, 64, "");
    }

    /** Loopback, any free port. */
    public static ConsoleConfig loopback() {
        return new ConsoleConfig("127.0.0.1", 0);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
