package io.tillwatch.streams;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one topology. Thread-safe. */
public final class TopologyRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopologyRuntime.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(6);

    private final String applicationId;
    private final KafkaStreams streams;
    private final CountDownLatch running = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    private TopologyRuntime(String applicationId, KafkaStreams streams) {
        this.applicationId = applicationId;
        this.streams = streams;
    }

    /** Starts the topology; it reaches its running state by itself, see {@link #awaitRunning}. */
    public static TopologyRuntime start(String applicationId, Topology topology, StreamsConfiguration configuration) {
        KafkaStreams streams = new KafkaStreams(topology, configuration.properties(applicationId));
        TopologyRuntime runtime = new TopologyRuntime(applicationId, streams);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                runtime.running.countDown();
            }
        });
        streams.setUncaughtExceptionHandler(problem -> {
            LOG.error("{}: a stream thread failed and is replaced", applicationId, problem);
            runtime.failure.set(problem.getClass().getSimpleName());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.start();
        return runtime;
    }

    public KafkaStreams streams() {
        return streams;
    }

    /** Whether it reached its running state in time. */
    public boolean awaitRunning(Duration atMost) throws InterruptedException {
        return running.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Null when all is well, else why not, in one line. */
    public @Nullable String problem() {
        KafkaStreams.State state = streams.state();
        if (state == KafkaStreams.State.RUNNING) {
            return null;
        }
        String last = failure.get();
        return applicationId + " is " + state + (last == null ? "" : ", its last failure was " + last);
    }

    @Override
    public void close() {
        // Without leaving the group, a restart waits for the session timeout: 43 s against 1 s.
        if (!streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP))) {
            LOG.warn("{} did not stop within {}", applicationId, CLOSE_TIMEOUT);
        }
    }
}
