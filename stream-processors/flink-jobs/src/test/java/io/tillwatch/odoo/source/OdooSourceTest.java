package io.tillwatch.odoo.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.engines.EmbeddedFlink;
import io.tillwatch.engines.junit.FlinkExtension;
import io.tillwatch.odoo.KeyEnd;
import io.tillwatch.odoo.OdooReading;
import io.tillwatch.odoo.OdooSettings;
import io.tillwatch.simulator.odoo.OdooAccess;
import io.tillwatch.simulator.odoo.OdooStandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FlinkExtension.class)
class OdooSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final OdooAccess ACCESS = OdooAccess.demo();
    private static final String MARK = OdooReading.MODEL + "/1";
    private static final String TROUBLED_MARK = MARK + " after trouble";
    /** The job's tasks live in this process. */
    private static final AtomicReference<Instant> NOW = new AtomicReference<>();

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();
    private static final AtomicInteger CHECKPOINTS = new AtomicInteger();
    private static final AtomicBoolean BREAKS_DOWN = new AtomicBoolean();
    private static final AtomicReference<String> FAILS_AT = new AtomicReference<>("");

    @TempDir
    private Path directory;

    private JobID job;

    @BeforeEach
    void forget() {
        SEEN.clear();
        FAILS_AT.set("");
        NOW.set(Instant.parse("2026-11-23T10:30:00Z"));
    }

    /** One cluster serves all tests. */
    @AfterEach
    void stop(EmbeddedFlink flink) {
        flink.cancel(job);
    }

    @Test
    void after_a_failure_in_the_middle_of_a_reading_all_of_it_comes_again_and_nothing_of_those_before(
            EmbeddedFlink flink) throws Exception {
        // Given a reading that a checkpoint holds
        try (OdooStandIn odoo = OdooStandIn.start(0, ACCESS).loadExport(moves(1, 10, "10:00:00"))) {
            start(odoo, flink);
            awaitSeen(MARK);
            awaitCheckpoints(2);
            assertThat(SEEN).containsExactlyElementsOf(keys(1, 10, MARK));

            // When the task fails in the middle of the next
            FAILS_AT.set("account.move/13");
            odoo.loadExport(moves(11, 15, "11:59:00"));
            SEEN.clear();
            NOW.set(Instant.parse("2026-11-23T12:00:00Z"));
            awaitSeen(MARK);

            // Then
            assertThat(SEEN)
                    .containsExactlyElementsOf(Stream.concat(keys(11, 13, null).stream(), keys(11, 15, MARK).stream())
                            .toList());
        }
    }

    @Test
    void an_outage_fails_nothing_and_the_mark_after_it_says_so_even_when_the_task_failed_meanwhile(EmbeddedFlink flink)
            throws Exception {
        // Given
        try (OdooStandIn odoo = OdooStandIn.start(0, ACCESS).loadExport(moves(1, 2, "10:00:00"))) {
            start(odoo, flink);
            awaitSeen(MARK);
            odoo.down(true);
            NOW.set(Instant.parse("2026-11-23T10:40:00Z"));
            awaitCheckpoints(10);

            // When
            BREAKS_DOWN.set(true);
            Awaitility.await().atMost(PATIENCE).until(() -> !BREAKS_DOWN.get());
            odoo.down(false);
            awaitSeen(TROUBLED_MARK);

            // Then
            assertThat(SEEN).endsWith(TROUBLED_MARK);
        }
    }

    @Test
    void when_its_key_ends_is_handed_on_once(EmbeddedFlink flink) throws Exception {
        // Given
        Path export = moves(1, 2, "10:00:00");
        Files.writeString(
                export.resolve("res_users.json"),
                "{\"model\":\"res.users\",\"rows\":[{\"id\":7,\"login\":\"" + ACCESS.user() + "\"}]}");
        Files.writeString(
                export.resolve("res_users_apikeys.json"),
                "{\"model\":\"res.users.apikeys\",\"rows\":[{\"id\":1,\"name\":\"reader\",\"user_id\":7,"
                        + "\"expiration_date\":\"2026-11-30 00:00:00\"}]}");
        try (OdooStandIn odoo = OdooStandIn.start(0, ACCESS).loadExport(export)) {
            // When
            start(odoo, flink);
            awaitSeen(MARK);
            NOW.set(Instant.parse("2026-11-23T10:40:00Z"));
            Awaitility.await().atMost(PATIENCE).until(() -> Collections.frequency(SEEN, MARK) == 2);

            // Then
            assertThat(SEEN)
                    .containsExactly(
                            "key of retail ends 2026-11-30T00:00:00Z", "account.move/1", "account.move/2", MARK, MARK);
        }
    }

    private void start(OdooStandIn odoo, EmbeddedFlink flink) throws IOException {
        Path key = Files.writeString(directory.resolve("key"), ACCESS.apiKey());
        OdooSettings settings = OdooSettings.of(URI.create(odoo.url()), ACCESS.database(), ACCESS.user(), "")
                .forSimulatedTime();
        OdooSource<String> source = OdooSource.of(
                        List.of(new OdooTarget(settings, SecretPlace.file(key))), Duration.ofMillis(50), new Keys())
                .by(() -> OdooSourceTest::now);
        var environment = flink.environment();
        environment.setParallelism(1);
        environment.enableCheckpointing(200);
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "Odoo", Types.STRING)
                .uid("odoo")
                .process(new Watcher())
                .uid("watcher")
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
        job = flink.submit(environment, "odoo", null);
    }

    private static Instant now() {
        if (BREAKS_DOWN.getAndSet(false)) {
            throw new IllegalStateException("the reader fails on purpose");
        }
        return NOW.get();
    }

    private static final class Keys implements DocumentForm<String> {
        @Override
        public String of(String database, OdooDocument document) {
            boolean mark = document.model().equals(OdooReading.MODEL);
            boolean troubled = mark
                    && document.row() != null
                    && document.row().path(OdooReading.AFTER_TROUBLE).asBoolean();
            return troubled ? TROUBLED_MARK : document.key();
        }

        @Override
        public String of(String database, KeyEnd keyEnd, Instant at) {
            return "key of " + database + " ends " + keyEnd.ends();
        }
    }

    /** Sees what comes, and fails once where it is told to. */
    private static final class Watcher extends ProcessFunction<String, String> implements CheckpointListener {
        @Override
        public void processElement(String key, Context context, Collector<String> out) {
            SEEN.add(key);
            if (key.equals(FAILS_AT.get())) {
                FAILS_AT.set("");
                throw new IllegalStateException("fails on purpose at " + key);
            }
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            CHECKPOINTS.incrementAndGet();
        }
    }

    private static void awaitSeen(String key) {
        Awaitility.await().atMost(PATIENCE).until(() -> SEEN.contains(key));
    }

    /** The second of them was begun after now. */
    private static void awaitCheckpoints(int more) {
        int before = CHECKPOINTS.get();
        Awaitility.await().atMost(PATIENCE).until(() -> CHECKPOINTS.get() >= before + more);
    }

    private Path moves(int from, int to, String time) throws IOException {
        Path export = Files.createDirectories(directory.resolve("moves-from-" + from));
        String rows = IntStream.rangeClosed(from, to)
                .mapToObj(id -> "{\"id\":" + id + ",\"state\":\"posted\",\"write_date\":\"2026-11-23 " + time + "\"}")
                .collect(Collectors.joining(","));
        Files.writeString(export.resolve("account_move.json"), "{\"model\":\"account.move\",\"rows\":[" + rows + "]}");
        return export;
    }

    private static List<String> keys(int from, int to, String last) {
        Stream<String> keys = IntStream.rangeClosed(from, to).mapToObj(id -> "account.move/" + id);
        return Stream.concat(keys, Stream.ofNullable(last)).toList();
    }
}
