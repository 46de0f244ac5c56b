package io.tillwatch.app.bench;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.inventory.StockCase;
import io.tillwatch.inventory.StockCase.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The events of one case, made so that many cases can share a topology: SKUs and sources carry the case's number, the
 * flow is the case's own, and all times are moved by the same span, so that the case's {@code now} is everybody's. No
 * rule of the ledger depends on what was moved.
 */
final class CaseEvents {
    private final StockCase stockCase;
    private final String prefix;
    private final Duration later;

    /**
     * @param number tells the case apart
     * @param now what the clock of the topology says
     */
    CaseEvents(StockCase stockCase, int number, Instant now) {
        this.stockCase = stockCase;
        this.prefix = "case-" + number + "~";
        this.later = Duration.between(stockCase.now(), now);
    }

    /** The flow that accounts for this case only. */
    String flow() {
        return prefix;
    }

    /** The SKU and location that a position's key stands for in this case; null when it is another case's. */
    @Nullable
    String own(String key) {
        return key.startsWith(prefix) ? key.substring(prefix.length()) : null;
    }

    /** @param appended the record's timestamp */
    ProducerRecord<String, byte[]> record(int index, Instant appended) {
        Step step = stockCase.events().get(index);
        Event<?> event = own(step).toEvent();
        Envelope envelope = event.envelope().inFlow(flow());
        return EventCodec.encode(new Event<>(envelope, event.data()), key(target(step)), appended.toEpochMilli());
    }

    /** By SKU, or by location where the topic is keyed by store; a correction has the key of its target. */
    private String key(Step step) {
        String own = step.sku() == null ? step.id() : prefix + step.sku();
        return step.type().equals("sold") || step.type().equals("returned")
                ? Objects.requireNonNullElse(step.location(), own)
                : own;
    }

    private Step target(Step step) {
        EventRef target = step.corrects();
        return stockCase.events().stream()
                .filter(other -> target != null
                        && other.source().equals(target.source())
                        && other.id().equals(target.id()))
                .findFirst()
                .orElse(step);
    }

    private Step own(Step step) {
        EventRef target = step.corrects();
        Map<String, Long> cut = step.cut();
        Map<String, Long> ownCut = new TreeMap<>();
        if (cut != null) {
            cut.forEach((source, sequence) -> ownCut.put(prefix + source, sequence));
        }
        Instant expiresAt = step.expiresAt();
        return new Step(
                prefix + step.source(),
                step.id(),
                step.sequence(),
                step.time().plus(later),
                step.type(),
                step.sku() == null ? null : prefix + step.sku(),
                step.location(),
                step.quantity(),
                step.count(),
                cut == null ? null : ownCut,
                step.reservation(),
                expiresAt == null ? null : expiresAt.plus(later),
                step.transfer(),
                step.from(),
                step.to(),
                step.restock(),
                target == null ? null : new EventRef(prefix + target.source(), target.id()),
                step.reason());
    }

    /**
     * The indices of the events, cut where an event's identity was seen before on another topic: which of the two came
     * first decides which one stays, and topics have no order among each other.
     */
    List<List<Integer>> waves() {
        List<List<Integer>> waves = new ArrayList<>(List.of(new ArrayList<>()));
        Map<EventRef, String> topics = new HashMap<>();
        for (int i = 0; i < stockCase.events().size(); i++) {
            Step step = stockCase.events().get(i);
            String topic = EventType.named(step.toEvent().envelope().type()).topicName();
            String before = topics.putIfAbsent(new EventRef(step.source(), step.id()), topic);
            if (before != null && !before.equals(topic)) {
                waves.add(new ArrayList<>());
            }
            waves.get(waves.size() - 1).add(i);
        }
        return waves;
    }
}
