package io.tillwatch.app.flows;

import io.tillwatch.app.flows.Census.Caller;
import io.tillwatch.app.flows.Census.Heard;
import io.tillwatch.app.flows.Census.Speaker;
import io.tillwatch.app.flows.Census.TopicSeen;
import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.integration.CallObserved;
import io.tillwatch.contracts.topic.TopicNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Counts records as they are read. Names that do not end fill a bounded part of the memory only. Not thread-safe. */
final class CensusTaker {
    private static final int MOST_NAMES = 100_000;
    private static final int LONGEST_NAME = 200;

    private final TreeMap<String, long[]> topics = new TreeMap<>();
    private final TreeMap<String, Set<String>> groups = new TreeMap<>();
    private final Map<Speaker, Heard> speakers = new HashMap<>();
    private final Map<Caller, Long> calls = new HashMap<>();
    private long read;

    void topic(String name) {
        topics.put(name, new long[2]);
    }

    void group(String name, Set<String> reads) {
        groups.put(name, new TreeSet<>(reads));
    }

    long read() {
        return read;
    }

    void record(ConsumerRecord<byte[], byte[]> record) {
        read++;
        long[] counts = topics.computeIfAbsent(record.topic(), name -> new long[2]);
        counts[0]++;
        Envelope envelope;
        try {
            envelope = EnvelopeHeaders.read(record.headers());
        } catch (ContractViolation e) {
            counts[1]++;
            return;
        }
        String flow = envelope.flowId() == null ? null : name(envelope.flowId());
        Heard heard = new Heard(1, envelope.occurredAt(), envelope.occurredAt());
        keep(speakers, new Speaker(record.topic(), flow, name(envelope.source())), heard, Heard::plus);
        if (flow != null && record.topic().equals(TopicNames.TELEMETRY)) {
            String caller = caller(record);
            if (caller != null) {
                keep(calls, new Caller(flow, name(caller)), 1L, Long::sum);
            }
        }
    }

    private static @Nullable String caller(ConsumerRecord<byte[], byte[]> record) {
        try {
            Object body = EventCodec.decode(record.topic(), record.headers(), record.value())
                    .data();
            return body instanceof CallObserved call ? call.caller() : null;
        } catch (ContractViolation e) {
            return null;
        }
    }

    /** A header may be damaged: it is shown on a terminal. */
    private static String name(String said) {
        String plain = said.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    }

    private static <K, V> void keep(Map<K, V> counts, K key, V value, java.util.function.BinaryOperator<V> together) {
        if (counts.size() < MOST_NAMES || counts.containsKey(key)) {
            counts.merge(key, value, together);
        }
    }

    Census census(boolean complete) {
        TreeMap<String, TopicSeen> seen = new TreeMap<>();
        topics.forEach((topic, counts) -> seen.put(topic, new TopicSeen(counts[0], counts[1])));
        return new Census(seen, groups, Map.copyOf(speakers), Map.copyOf(calls), complete);
    }
}
