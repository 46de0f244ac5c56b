package io.tillwatch.engines;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster of several processes on the loopback interface, made of the libraries that this process runs on: a job
 * manager, and task managers that come and go. Jobs come as jars, through Flink's own command line.
 */
public final class StandaloneFlink implements Engine {
    private static final String JOB_MANAGER = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String COMMAND_LINE = "org.apache.flink.client.cli.CliFrontend";
    private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** What a cluster does not have: jobs bring their own. */
    private static final Pattern NOT_OF_A_CLUSTER = Pattern.compile(
            "(tillwatch|kafka|flink-connector-kafka|rocksdbjni|jackson|duckdb|elasticsearch|tribuo|javalin|jetty).*");

    private final Path home;
    private final String classPath;
    private final int restPort;
    /** The hook reads it while somebody may still add to it. */
    private final List<Process> taskManagers = new CopyOnWriteArrayList<>();
    /** Whoever ends this process without closing must not leave its processes behind. */
    private final Thread hook = new Thread(this::kill, "flink-cluster-hook");

    private volatile @Nullable Process jobManager;
    private int started;

    private StandaloneFlink(Path home, String classPath, int restPort) {
        this.home = home;
        this.classPath = classPath;
        this.restPort = restPort;
    }

    /**
     * Starts a job manager, and waits until it answers.
     *
     * @param further libraries beside those of this process, such as a state backend
     * @param settings override the usual ones, which are small
     * @throws EngineException when it does not come up
     */
    public static StandaloneFlink start(Path dataDir, List<Path> further, Map<String, String> settings) {
        Path home = dataDir.toAbsolutePath();
        int restPort = Ports.free();
        StandaloneFlink cluster = new StandaloneFlink(home, classPath(further), restPort);
        try {
            Files.createDirectories(home.resolve("tmp"));
            Map<String, String> all = new TreeMap<>(usual(home, restPort));
            all.putAll(settings);
            Files.writeString(
                    home.resolve("config.yaml"),
                    all.entrySet().stream()
                            .map(setting -> setting.getKey() + ": " + setting.getValue() + "\n")
                            .collect(Collectors.joining()));
            Files.writeString(home.resolve("logback.xml"), """
                    <configuration>
                      <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                        <encoder><pattern>%d %-5level %logger{40} %msg%n</pattern></encoder>
                      </appender>
                      <root level="INFO"><appender-ref ref="out"/></root>
                    </configuration>
                    """);
            Runtime.getRuntime().addShutdownHook(cluster.hook);
            cluster.jobManager = cluster.process(JOB_MANAGER, "job-manager", "-Xmx256m", cluster.configured());
            cluster.awaitJobManager();
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw new EngineException("the Flink cluster does not start: " + e.getMessage(), e);
        } catch (EngineException e) {
            cluster.close();
            throw e;
        }
    }

    private static String classPath(List<Path> further) {
        String own = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> !NOT_OF_A_CLUSTER
                        .matcher(Path.of(entry).getFileName().toString())
                        .matches())
                .collect(Collectors.joining(File.pathSeparator));
        return Stream.concat(Stream.of(own), further.stream().map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Map<String, String> usual(Path home, int restPort) {
        return Map.ofEntries(
                Map.entry("jobmanager.rpc.address", "127.0.0.1"),
                Map.entry("jobmanager.rpc.port", Integer.toString(Ports.free())),
                Map.entry("jobmanager.bind-host", "127.0.0.1"),
                Map.entry("taskmanager.host", "127.0.0.1"),
                Map.entry("taskmanager.bind-host", "127.0.0.1"),
                Map.entry("rest.address", "127.0.0.1"),
                Map.entry("rest.bind-address", "127.0.0.1"),
                Map.entry("rest.port", Integer.toString(restPort)),
                Map.entry("rest.bind-port", Integer.toString(restPort)),
                Map.entry("io.tmp.dirs", home.resolve("tmp").toString()),
                Map.entry("taskmanager.numberOfTaskSlots", "1"),
                // Without Flink's scripts nobody derives these from a total.
                Map.entry("taskmanager.cpu.cores", "1.0"),
                Map.entry("taskmanager.memory.framework.heap.size", "96mb"),
                Map.entry("taskmanager.memory.framework.off-heap.size", "64mb"),
                Map.entry("taskmanager.memory.task.heap.size", "256mb"),
                Map.entry("taskmanager.memory.task.off-heap.size", "0mb"),
                Map.entry("taskmanager.memory.managed.size", "64mb"),
                Map.entry("taskmanager.memory.network.min", "32mb"),
                Map.entry("taskmanager.memory.network.max", "32mb"),
                Map.entry("taskmanager.memory.jvm-metaspace.size", "160mb"),
                Map.entry("taskmanager.memory.jvm-overhead.min", "64mb"),
                Map.entry("taskmanager.memory.jvm-overhead.max", "64mb"),
                Map.entry(
                        "execution.checkpointing.dir",
                        home.resolve("checkpoints").toUri().toString()),
                Map.entry("heartbeat.interval", "500"),
                Map.entry("heartbeat.timeout", "4000"),
                Map.entry("restart-strategy.type", "fixed-delay"),
                Map.entry("restart-strategy.fixed-delay.attempts", "100"),
                Map.entry("restart-strategy.fixed-delay.delay", "500 ms"));
    }

    private List<String> configured() {
        return List.of("--configDir", home.toString());
    }

    private Process process(String main, String name, String heap, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dlogback.configurationFile=" + home.resolve("logback.xml"),
                "-cp",
                classPath,
                main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile());
        builder.environment().put("FLINK_CONF_DIR", home.toString());
        return builder.start();
    }

    private void awaitJobManager() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try (RestClusterClient<String> client = client()) {
                client.listJobs().get(5, TimeUnit.SECONDS);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineException("stopped while the Flink cluster starts", e);
            } catch (Exception e) {
                Process manager = jobManager;
                boolean dead = manager == null || !manager.isAlive();
                if (dead || System.nanoTime() > deadline) {
                    throw new EngineException("the job manager does not answer; its log is job-manager.log", e);
                }
            }
        }
    }

    private RestClusterClient<String> client() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.PORT, restPort);
        return new RestClusterClient<>(configuration, "standalone");
    }

    /** Starts one more task manager; it registers by itself. */
    public void addTaskManager() {
        try {
            started++;
            taskManagers.add(process(TASK_MANAGER, "task-manager-" + started, "-Xmx352m", configured()));
        } catch (IOException e) {
            throw new EngineException("a task manager does not start: " + e.getMessage(), e);
        }
    }

    /** Kills the oldest task manager with SIGKILL: it has no time for anything. */
    public void killTaskManager() {
        Process process = taskManagers.remove(0);
        process.destroyForcibly();
        await(process);
    }

    /** Resident bytes of the youngest task manager; 0 where the system does not tell. */
    public long taskManagerBytes() {
        Process process = taskManagers.get(taskManagers.size() - 1);
        return ProcessMemory.residentBytes(process.pid()).orElse(0);
    }

    /**
     * Submits a jar as {@code flink run -d} does.
     *
     * @param arguments for the jar's main class
     * @throws EngineException when it is refused; the reason stands in submit.log
     */
    public JobID submit(Path jar, List<String> arguments) {
        try {
            List<String> command =
                    new ArrayList<>(List.of("run", "-d", jar.toAbsolutePath().toString()));
            command.addAll(arguments);
            await(process(COMMAND_LINE, "submit", "-Xmx256m", command));
            String told = Files.readString(home.resolve("submit.log"), StandardCharsets.UTF_8);
            Matcher id = SUBMITTED.matcher(told);
            if (!id.find()) {
                throw new EngineException("Flink refused the job; the reason stands in submit.log");
            }
            return JobID.fromHexString(Objects.requireNonNull(id.group(1)));
        } catch (IOException e) {
            throw new EngineException("the job cannot be submitted: " + e.getMessage(), e);
        }
    }

    /** The state of a job. */
    public JobStatus status(JobID job) {
        try (RestClusterClient<String> client = client()) {
            return client.getJobStatus(job).get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("stopped while asking for job " + job, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new EngineException("Flink does not tell the state of job " + job, e);
        } catch (Exception e) {
            throw new EngineException("the Flink cluster cannot be asked", e);
        }
    }

    @Override
    public String name() {
        return "Flink cluster";
    }

    @Override
    public Health check() {
        Process manager = jobManager;
        return manager != null && manager.isAlive() ? Health.UP : Health.down("the job manager has ended");
    }

    @Override
    public void close() {
        kill();
        taskManagers.forEach(StandaloneFlink::await);
        taskManagers.clear();
        Process manager = jobManager;
        if (manager != null) {
            await(manager);
            jobManager = null;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This process is ending already: the hook kills what is killed here.
            return;
        }
    }

    private void kill() {
        taskManagers.forEach(Process::destroyForcibly);
        Process manager = jobManager;
        if (manager != null) {
            manager.destroyForcibly();
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
