package io.tillwatch.lag;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all consumer groups of a broker every few seconds and tells how far they are behind. It reads only, joins no
 * group and commits nothing. While the broker does not answer nothing is told, so that no old figure passes for a new
 * one. Thread-safe.
 */
public final class LagPoller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LagPoller.class);
    private static final int CLOSE_SECONDS = 5;
    private static final int MOST_PROBES = 20;

    private final InstantSource clock;
    private final Consumer<List<GroupLag>> told;
    private final Admin admin;
    private final BrokerSnapshots snapshots;
    private final MarkerProbe probe;
    private final LagBoard board;
    private final ScheduledExecutorService thread;
    private volatile List<GroupLag> lags = List.of();
    private volatile @Nullable String problem;

    private LagPoller(
            Map<String, Object> clientProperties, InstantSource clock, ZoneId zone, Consumer<List<GroupLag>> told) {
        this.clock = clock;
        this.told = told;
        this.admin = Admin.create(clientProperties);
        this.snapshots = new BrokerSnapshots(admin);
        this.probe = new MarkerProbe(clientProperties);
        this.board = new LagBoard(GroupJudge.DEFAULT, zone);
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread one = new Thread(task, "group-lag");
            one.setDaemon(true);
            return one;
        });
    }

    /**
     * Starts looking.
     *
     * @param clock real time: consumers work in it even where the watched world runs faster
     * @param zone whose hours a topic's pace is learned by
     * @param told hears each look, on the poller's thread; empty while the broker does not answer
     */
    public static LagPoller start(
            Map<String, Object> clientProperties,
            Duration every,
            InstantSource clock,
            ZoneId zone,
            Consumer<List<GroupLag>> told) {
        LagPoller poller = new LagPoller(clientProperties, clock, zone, told);
        var unused = poller.thread.scheduleWithFixedDelay(poller::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return poller;
    }

    private void look() {
        try {
            LagBoard.Outcome outcome = board.next(snapshots.take(clock.instant()));
            lags = outcome.lags();
            problem = null;
            told.accept(lags);
            outcome.suspects().stream().limit(MOST_PROBES).forEach(suspect -> {
                Long empty = probe.emptyTo(suspect);
                if (empty != null) {
                    board.empty(suspect, empty);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            if (thread.isShutdown()) {
                return;
            }
            if (problem == null || !(e instanceof KafkaException)) {
                LOG.warn("consumer groups cannot be looked at; the next look tries again", e);
            }
            problem = "consumer groups cannot be looked at: " + e.getClass().getSimpleName();
            lags = List.of();
            told.accept(lags);
        }
    }

    /** The last look, by group and topic; empty before the first and while the broker does not answer. */
    public List<GroupLag> lags() {
        return lags;
    }

    /** Why nothing is told now; null when all is well. */
    public @Nullable String problem() {
        return problem;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the look at consumer groups did not stop within {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        probe.close();
        admin.close(Duration.ofSeconds(CLOSE_SECONDS));
    }
}
