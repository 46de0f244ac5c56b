package io.tillwatch.app.demo;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells when the backbone has come to rest: no topic's end has moved for a while. Offsets of consumer groups are of no
 * use for that, since transaction markers keep the last one from ever reaching the end.
 */
final class Quiet {
    private static final long TIMEOUT_SECONDS = 10;

    private final Admin admin;
    private final Duration rest;
    private Map<TopicPartition, Long> lastEnds = Map.of();
    private long unchangedSinceNanos = System.nanoTime();

    Quiet(Admin admin, Duration rest) {
        this.admin = admin;
        this.rest = rest;
    }

    /** Whether nothing was written, by us or by anyone, for the time of rest. Topics that tick for ever are left out. */
    boolean reached(java.util.Set<String> ticking) throws InterruptedException {
        Map<TopicPartition, Long> ends = ends(ticking);
        if (!ends.equals(lastEnds)) {
            lastEnds = ends;
            unchangedSinceNanos = System.nanoTime();
            return false;
        }
        return System.nanoTime() - unchangedSinceNanos >= rest.toNanos();
    }

    private Map<TopicPartition, Long> ends(java.util.Set<String> ticking) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> wanted = admin
                    .describeTopics(admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).stream()
                            .filter(topic -> !ticking.contains(topic))
                            .toList())
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
            return admin.listOffsets(wanted).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot read the ends of the topics", e);
        }
    }

    private static long offset(ListOffsetsResult.ListOffsetsResultInfo info) {
        return info.offset();
    }
}
