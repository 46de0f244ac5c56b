package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.InventoryConfig;
import io.tillwatch.inventory.InventoryService;
import io.tillwatch.inventory.Moment;
import io.tillwatch.inventory.StockUnavailableException;
import io.tillwatch.inventory.StockView;
import io.tillwatch.streams.StreamsConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real inventory on an embedded broker, as in service; one instance a stream thread. Not thread-safe. */
final class Ledger implements AutoCloseable {
    private static final Duration RUNNING_WITHIN = Duration.ofMinutes(5);

    private final List<InventoryService> instances;

    private Ledger(List<InventoryService> instances) {
        this.instances = instances;
    }

    /**
     * Starts it and waits until it runs.
     *
     * @param stateDir what stands there is taken up again
     */
    static Ledger start(Map<String, Object> clientProperties, Path stateDir, int threads, Duration commitInterval) {
        return start(config(threads), clientProperties, stateDir, threads, commitInterval);
    }

    /** One instance with a configuration of its own. */
    static Ledger start(
            InventoryConfig config, Map<String, Object> clientProperties, Path stateDir, Duration commitInterval) {
        return start(config, clientProperties, stateDir, 1, commitInterval);
    }

    private static Ledger start(
            InventoryConfig config,
            Map<String, Object> clientProperties,
            Path stateDir,
            int threads,
            Duration commitInterval) {
        List<InventoryService> instances = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            instances.add(InventoryService.start(
                    config,
                    new StreamsConfiguration(clientProperties, stateDir.resolve("thread-" + i), 1, commitInterval)));
        }
        Ledger ledger = new Ledger(instances);
        instances.forEach(ledger::await);
        return ledger;
    }

    private static InventoryConfig config(int threads) {
        return InventoryConfig.of(WorldClock.system(), FlowCatalogue.demo()).withPartitions(threads);
    }

    private void await(InventoryService instance) {
        try {
            if (!instance.awaitRunning(RUNNING_WITHIN)) {
                close();
                throw new UserError("the inventory did not start within " + RUNNING_WITHIN.toMinutes()
                        + " min: look into the log file for the reason");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new UserError("stopped while the inventory started", e);
        }
    }

    /** A point read; null when nothing is known of that position, or its store is not open yet. */
    @Nullable
    StockPosition position(String key) {
        int bar = key.lastIndexOf('|');
        return instances.stream()
                .map(instance -> read(instance, key.substring(0, bar), key.substring(bar + 1)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Optional<StockPosition> read(InventoryService instance, String sku, String location) {
        try {
            return instance.view().position(sku, location, Moment.NOW).map(answer -> answer.value());
        } catch (StockUnavailableException e) {
            // Not open yet: whoever waits asks again.
            return Optional.empty();
        }
    }

    /** @throws UserError when an instance has failed */
    void check() {
        for (InventoryService instance : instances) {
            String problem = instance.problem();
            if (problem != null) {
                throw new UserError(problem + ": look into the log file for the reason");
            }
        }
    }

    /** Point reads of the first instance. */
    StockView view() {
        return instances.get(0).view();
    }

    @Override
    public void close() {
        instances.forEach(InventoryService::close);
    }

    /** Size of a directory on disk, in bytes; what vanishes meanwhile counts nothing. */
    static long bytes(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            throw new UserError("cannot look into " + directory, e);
        }
    }

    /** Deletes a directory with all that is in it. */
    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UserError("cannot empty " + directory + ": stop what uses it, or choose another --data-dir", e);
        }
    }
}
