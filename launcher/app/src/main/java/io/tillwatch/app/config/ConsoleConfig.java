package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** The console's address: loopback unless told otherwise. */
public record ConsoleConfig(String host, int port) {
    static final ConsoleConfig DEFAULT = of(null, null);

    @JsonCreator
    static ConsoleConfig of(@JsonProperty("host") @Nullable String host, @JsonProperty("port") @Nullable Integer port) {
        return new ConsoleConfig(host == null ? "127.0.0.1" : host, Check.port(port, 7878, "console.port"));
    }

    public ConsoleConfig onPort(int other) {
        return new ConsoleConfig(host, other);
    }
}
