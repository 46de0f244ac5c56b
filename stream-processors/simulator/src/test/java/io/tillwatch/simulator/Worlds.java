package io.tillwatch.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tillwatch.contracts.event.EventRef;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Worlds for tests, planned once each, and what they look like on the wire. */
final class Worlds {
    private static final Map<SimulatorConfig, World> PLANNED = new ConcurrentHashMap<>();

    private Worlds() {}

    /** Half a demo's day with all its faults. */
    static World of(long seed) {
        return of(config(seed));
    }

    static World of(SimulatorConfig config) {
        return PLANNED.computeIfAbsent(config, World::plan);
    }

    static SimulatorConfig config(long seed) {
        return SimulatorConfig.demo(seed).lasting(Duration.ofHours(6));
    }

    /** Each valid event as it first came. */
    static List<Emission> events(World world) {
        Set<EventRef> seen = new HashSet<>();
        List<Emission> events = new ArrayList<>();
        for (Emission emission : world.emissions()) {
            if (emission.event() != null && seen.add(ref(emission))) {
                events.add(emission);
            }
        }
        return events;
    }

    static EventRef ref(Emission emission) {
        return Objects.requireNonNull(emission.event()).envelope().ref();
    }

    /** Everything that is sent, to the byte. */
    static String wire(World world) {
        MessageDigest digest = sha256();
        for (Emission emission : world.emissions()) {
            ProducerRecord<String, byte[]> record = emission.record();
            add(digest, (record.topic() + ' ' + record.timestamp()).getBytes(UTF_8));
            add(digest, record.key().getBytes(UTF_8));
            add(digest, record.value());
            Arrays.stream(record.headers().toArray()).forEach(header -> {
                add(digest, header.key().getBytes(UTF_8));
                add(digest, header.value());
            });
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length in front, so that two neighbours never look like one. */
    private static void add(MessageDigest digest, byte @Nullable [] bytes) {
        digest.update((bytes == null ? "none" : bytes.length + ":").getBytes(UTF_8));
        if (bytes != null) {
            digest.update(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
