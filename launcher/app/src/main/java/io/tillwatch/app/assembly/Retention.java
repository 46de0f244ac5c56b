package io.tillwatch.app.assembly;

import io.tillwatch.index.ElasticClient;
import io.tillwatch.index.IndexException;
import io.tillwatch.index.IndexRetention;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes old daily indices every hour, where the server does not do so itself. On a thread of its own. */
final class Retention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "retention");
        thread.setDaemon(true);
        return thread;
    });

    private Retention() {}

    static Retention start(ElasticClient client, int keepDays, InstantSource clock) {
        Retention retention = new Retention();
        var unused = retention.timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        List<String> deleted = IndexRetention.deleteOld(client, keepDays, clock.instant());
                        LOG.info("deleted {} indices older than {} days", deleted.size(), keepDays);
                    } catch (IndexException e) {
                        LOG.warn("old indices stay for another hour: {}", e.getMessage());
                    }
                },
                0,
                1,
                TimeUnit.HOURS);
        return retention;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
