package io.tillwatch.engines.junit;

import io.tillwatch.engines.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts an engine once a test run, in a directory of its own, and closes it at the end of the run. */
abstract class EngineExtension<T extends Engine> implements ParameterResolver {
    private final Class<T> type;

    EngineExtension(Class<T> type) {
        this.type = type;
    }

    abstract T start(Path dataDir);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(EngineExtension.class))
                .getOrComputeIfAbsent(type, key -> new Running<>(this), Running.class)
                .engine;
    }

    private static final class Running<T extends Engine> implements AutoCloseable {
        private final Path dataDir;
        private final T engine;

        Running(EngineExtension<T> extension) {
            try {
                Files.createDirectories(Path.of("target"));
                dataDir = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "engine-");
            } catch (IOException e) {
                throw new UncheckedIOException("no directory for a test engine", e);
            }
            engine = extension.start(dataDir);
        }

        @Override
        public void close() throws IOException {
            engine.close();
            try (Stream<Path> files = Files.walk(dataDir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
