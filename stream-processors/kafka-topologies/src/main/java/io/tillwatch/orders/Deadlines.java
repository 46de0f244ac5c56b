package io.tillwatch.orders;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.flow.Slo;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long each step may take, from the moment at which the order was placed, and which flow answers for it.
 *
 * @param accepted until Odoo has it, once we heard of it; longer than an order may wait for its payment
 * @param ready until an order to collect lies on its shelf
 * @param shipped until a parcel leaves
 * @param delivered until a parcel arrives, when the customer was promised nothing
 * @param flows by the steps that their entries name
 * @param known ids of all flows
 */
record Deadlines(
        Duration accepted,
        Duration ready,
        Duration shipped,
        Duration delivered,
        Map<Step, String> flows,
        Set<String> known) {
    /** The fulfilment of an order to collect. */
    static final String COLLECT = "click-and-collect";

    private static final Duration ACCEPTED = Duration.ofMinutes(45);
    private static final Duration READY = Duration.ofHours(2);
    private static final Duration SHIPPED = Duration.ofDays(1);
    private static final Duration DELIVERED = Duration.ofDays(3);

    /** Steps whose flow names no objective of that name have the usual times. */
    static Deadlines of(FlowCatalogue catalogue) {
        Map<Step, String> flows = new EnumMap<>(Step.class);
        Set<String> known = new HashSet<>();
        Duration ready = READY;
        for (Flow flow : catalogue.all()) {
            known.add(flow.id());
            for (String step : flow.steps()) {
                flows.put(Step.valueOf(step.toUpperCase(Locale.ROOT)), flow.id());
            }
            if (flow.steps().contains(Step.READY.words())) {
                ready = flow.slos().stream()
                        .filter(slo -> slo.name().equals(Step.READY.words()))
                        .map(Slo::within)
                        .findFirst()
                        .orElse(READY);
            }
        }
        return new Deadlines(ACCEPTED, ready, SHIPPED, DELIVERED, Map.copyOf(flows), Set.copyOf(known));
    }

    Instant due(OpenOrder order) {
        Instant promised = order.promisedBy();
        return switch (order.waitsFor()) {
            case ACCEPTED -> order.inOurHands().plus(accepted);
            case READY -> order.placedAt().plus(ready);
            case SHIPPED -> order.placedAt().plus(shipped);
            case DELIVERED -> promised == null ? order.placedAt().plus(delivered) : promised;
            case DONE -> Instant.MAX;
        };
    }

    /** The flow that answers for the step it waits for: the one that names the step, else the one that brought the order. */
    String flow(OpenOrder order) {
        String named = flows.get(order.waitsFor());
        return named == null ? brought(order.flow()) : named;
    }

    private String brought(@Nullable String flow) {
        return flow != null && known.contains(flow) ? flow : "unknown";
    }
}
