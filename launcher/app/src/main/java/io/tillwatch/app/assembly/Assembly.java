package io.tillwatch.app.assembly;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts that were started, closed wave by wave: first what works, then what it works on. The parts of a wave close side
 * by side, each exactly once, also when one of them fails to. Thread-safe: a shutdown hook may close while the main
 * thread still starts.
 */
public final class Assembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private final Map<Wave, List<Part>> parts = new EnumMap<>(Wave.class);
    private boolean closed;

    /** When a part closes. */
    public enum Wave {
        /** What people and machines talk to, and what sends: nothing new comes in after it. */
        DOORS,
        /** What works on records. */
        SERVICES,
        /** What all of it runs on. */
        ENGINES
    }

    private record Part(String name, AutoCloseable what) {}

    /** Keeps a part that was started; a part that comes after the close is closed at once. */
    public <T extends AutoCloseable> T keep(Wave wave, String name, T part) {
        synchronized (this) {
            if (!closed) {
                parts.computeIfAbsent(wave, w -> new ArrayList<>()).add(new Part(name, part));
                return part;
            }
        }
        closeOne(new Part(name, part));
        throw new IllegalStateException("stopped while starting " + name);
    }

    @Override
    public void close() {
        Map<Wave, List<Part>> closing;
        synchronized (this) {
            closed = true;
            closing = new EnumMap<>(parts);
            parts.clear();
        }
        closing.values().forEach(Assembly::closeAll);
    }

    private static void closeAll(List<Part> wave) {
        List<Thread> threads = wave.stream()
                .map(part -> new Thread(() -> closeOne(part), "closing " + part.name()))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void closeOne(Part part) {
        long began = System.nanoTime();
        try {
            part.what().close();
            LOG.info("closed {} in {} ms", part.name(), (System.nanoTime() - began) / 1_000_000);
        } catch (Exception e) {
            LOG.warn("closing {} failed", part.name(), e);
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
