package io.tillwatch.engines;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;

/** A Flink mini cluster in this process: heap state, small buffers, retained checkpoints in its data directory. */
public final class EmbeddedFlink implements Engine {
    private static final int USUAL_MANAGED_MB = 32;

    private final MiniCluster cluster;
    private final Configuration configuration;
    private final Path checkpoints;
    private boolean closed;

    private EmbeddedFlink(MiniCluster cluster, Configuration configuration, Path checkpoints) {
        this.cluster = cluster;
        this.configuration = configuration;
        this.checkpoints = checkpoints;
    }

    /**
     * Starts a cluster of one task manager.
     *
     * @param dataDir where checkpoints are kept
     * @param slots how many parallel tasks it runs
     * @throws EngineException when it does not come up
     */
    public static EmbeddedFlink start(Path dataDir, int slots) {
        return start(dataDir, slots, USUAL_MANAGED_MB);
    }

    /**
     * Starts a cluster of one task manager whose bounded jobs sort and join on managed memory, and spill below its data
     * directory.
     *
     * @param managedMb managed memory of all slots together
     * @throws EngineException when it does not come up
     */
    public static EmbeddedFlink start(Path dataDir, int slots, int managedMb) {
        Path checkpoints = dataDir.toAbsolutePath().resolve("checkpoints");
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(managedMb));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(24));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(24));
        if (managedMb > USUAL_MANAGED_MB) {
            configuration.set(CoreOptions.TMP_DIRS, dataDir.toAbsolutePath().toString());
        }
        // Its store of binaries listens everywhere when this is left out.
        configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .withRandomPorts()
                .build());
        try {
            cluster.start();
        } catch (Exception e) {
            throw new EngineException("the embedded Flink does not start: " + e.getMessage(), e);
        }
        return new EmbeddedFlink(cluster, configuration, checkpoints);
    }

    /** A new environment in which a job can be defined; it is run by {@link #submit}. */
    public StreamExecutionEnvironment environment() {
        return StreamExecutionEnvironment.getExecutionEnvironment(new Configuration(configuration));
    }

    /**
     * Runs what was defined in an environment.
     *
     * @param restoreFrom a retained checkpoint to go on from; null starts afresh
     * @return the id of the running job
     */
    public JobID submit(StreamExecutionEnvironment environment, String jobName, @Nullable Path restoreFrom) {
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(jobName);
        JobGraph job = graph.getJobGraph();
        if (restoreFrom != null) {
            job.setSavepointRestoreSettings(
                    SavepointRestoreSettings.forPath(restoreFrom.toUri().toString(), true));
        }
        try {
            return Objects.requireNonNull(
                    cluster.submitJob(job).get(60, TimeUnit.SECONDS).getJobID());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("stopped while submitting " + jobName, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new EngineException("Flink refused the job " + jobName, e);
        }
    }

    /** Waits for a bounded job to end. */
    public void await(JobID job, Duration atMost) {
        try {
            cluster.requestJobResult(job)
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS)
                    .toJobExecutionResult(EmbeddedFlink.class.getClassLoader());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("stopped while waiting for job " + job, e);
        } catch (Exception e) {
            throw new EngineException("job " + job + " failed or did not end in time", e);
        }
    }

    /** The state of a job that was submitted; suspended once this is closed, which may be while somebody asks. */
    public JobStatus status(JobID job) {
        try {
            return cluster.getJobStatus(job).get(10, TimeUnit.SECONDS);
        } catch (IllegalStateException closed) {
            return JobStatus.SUSPENDED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("stopped while asking for job " + job, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new EngineException("Flink does not tell the state of job " + job, e);
        }
    }

    /** Ends a job. */
    public void cancel(JobID job) {
        try {
            cluster.cancelJob(job).get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("stopped while cancelling job " + job, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new EngineException("Flink does not cancel job " + job, e);
        }
    }

    /** Directory below which checkpoints are retained, one folder a job id. */
    public Path checkpoints() {
        return checkpoints;
    }

    @Override
    public String name() {
        return "Flink";
    }

    @Override
    public Health check() {
        return cluster.isRunning() ? Health.UP : Health.down("the mini cluster is not running");
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            cluster.closeAsync().get(8, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new EngineException("Flink did not stop in time", e);
        }
    }
}
